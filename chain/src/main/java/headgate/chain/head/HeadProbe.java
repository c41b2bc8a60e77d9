package headgate.chain.head;

import headgate.chain.method.EmbeddedJson;
import headgate.chain.method.FieldPath;
import headgate.chain.yaml.Default;
import headgate.chain.yaml.InvalidKey;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a node how far it is and what chain it serves.
 *
 * @param method the method that tells the node's height
 * @param params its parameters in JSON; null for none
 * @param height where the height stands in the result
 * @param network where the network id stands in the result; null if {@code identity} tells it
 * @param channel where the channel stands that the node serves; null if it is not told
 * @param earliest where the lowest height stands that the node still has; null if it is not told
 * @param identity a second call that tells the network; null if {@code network} does
 * @param block how to read one block
 */
public record HeadProbe(
    String method,
    @Default("null") @Nullable String params,
    FieldPath height,
    @Default("null") @Nullable FieldPath network,
    @Default("null") @Nullable FieldPath channel,
    @Default("null") @Nullable FieldPath earliest,
    @Default("null") @Nullable IdentityProbe identity,
    BlockProbe block) {

  /** Refuses a probe that cannot tell the network, or could in two ways. */
  public HeadProbe {
    EmbeddedJson.check("params", params);
    if ((network == null) == (identity == null)) {
      throw new InvalidKey("network", "either it or identity has to tell the network, not both");
    }
  }
}

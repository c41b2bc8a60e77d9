package headgate.chain.head;

import headgate.chain.method.EmbeddedJson;
import headgate.chain.method.FieldPath;
import headgate.chain.yaml.Default;
import org.jspecify.annotations.Nullable;

/**
 * A call that tells which network a node belongs to, where the head probe does not.
 *
 * @param method the method to call
 * @param params its parameters in JSON; null for none
 * @param network where the network id stands in the result
 */
public record IdentityProbe(
    String method, @Default("null") @Nullable String params, FieldPath network) {

  /** Refuses parameters that are no JSON. */
  public IdentityProbe {
    EmbeddedJson.check("params", params);
  }
}

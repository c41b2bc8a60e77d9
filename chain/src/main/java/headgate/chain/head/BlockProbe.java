package headgate.chain.head;

import headgate.chain.method.EmbeddedJson;
import headgate.chain.method.FieldPath;
import headgate.chain.method.Quantities;
import headgate.chain.yaml.InvalidKey;

/**
 * A call that reads one block, to follow the chain by the links between blocks.
 *
 * @param method the method to call
 * @param params its parameters in JSON, with {@code "$height"} where the height goes
 * @param height where the height stands in the result
 * @param hash where the block's hash stands
 * @param previous where the hash of the block before it stands
 * @param time where the block's time stands
 * @param timeUnit what the time counts
 */
public record BlockProbe(
    String method,
    String params,
    FieldPath height,
    FieldPath hash,
    FieldPath previous,
    FieldPath time,
    EpochUnit timeUnit) {

  private static final String PLACE = "\"$height\"";

  /** Refuses parameters that are no JSON or have no place for the height. */
  public BlockProbe {
    EmbeddedJson.check("params", params);
    if (!params.contains(PLACE)) {
      throw new InvalidKey("params", "has no " + PLACE + " for the height");
    }
  }

  /** The parameters in JSON that ask for the block of a height. */
  public String paramsAt(long blockHeight) {
    return params.replace(PLACE, "\"" + Quantities.hex(blockHeight) + "\"");
  }
}

package headgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Jackson makes of a text, where it can say.
 *
 * <p>A number may have any exponent, for the gateway keeps numbers as text; Jackson compares them
 * as decimals, whose exponent has 32 bits, and breaks off at larger ones with an exception that is
 * none of its own.
 */
public final class Trees {
  private Trees() {}

  /** The tree of a text, null where it has a number that is beyond comparing. */
  public static @Nullable JsonNode of(JsonMapper json, byte[] text) {
    return of(json, new String(text, UTF_8));
  }

  /** The same. */
  public static @Nullable JsonNode of(JsonMapper json, String text) {
    try {
      return json.readTree(text);
    } catch (NumberFormatException beyondComparing) {
      return null;
    }
  }

  /** Whether a text has such a number, so that Jackson says nothing of the text. */
  public static boolean isBeyondComparing(JsonMapper json, String text) {
    try {
      return of(json, text) == null;
    } catch (JacksonException notJson) {
      return false;
    }
  }
}

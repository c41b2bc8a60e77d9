package headgate.chain.method;

import headgate.chain.yaml.InvalidKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The check of the pieces of JSON that a profile holds as text. */
public final class EmbeddedJson {

  private static final int CHARACTERS_MAX = 4_096;
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EmbeddedJson() {}

  /**
   * Checks a piece.
   *
   * @param key the key that holds it
   * @param text the piece; null is taken
   * @throws InvalidKey if it is not one JSON value of at most 4,096 characters
   */
  public static void check(String key, @Nullable String text) {
    if (text == null) {
      return;
    }
    if (text.length() > CHARACTERS_MAX) {
      throw new InvalidKey(key, "is longer than " + CHARACTERS_MAX + " characters");
    }
    try {
      if (STRICT.readTree(text).isMissingNode()) {
        throw new InvalidKey(key, "is not JSON");
      }
    } catch (JacksonException notJson) {
      throw new InvalidKey(key, "is not JSON");
    }
  }
}

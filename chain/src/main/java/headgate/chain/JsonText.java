package headgate.chain;

import headgate.chain.yaml.InvalidKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Checks the pieces of JSON that a profile holds as text. */
final class JsonText {

  private static final int CHARACTERS_MAX = 4_096;
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonText() {}

  /** Throws {@link InvalidKey} for a text that is not one JSON value of bounded length. */
  static void check(String key, @Nullable String text) {
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

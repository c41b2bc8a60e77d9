package headgate.chain.hash;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads parameters strictly, so that no two readers can take them for different transactions. */
final class TransactionJson {

  private static final int DEPTH_MAX = 64;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TransactionJson() {}

  static JsonNode read(byte[] bytes, int from, int to) throws Unhashable {
    try {
      return STRICT.readTree(bytes, from, to - from);
    } catch (JacksonException notJson) {
      throw new Unhashable("the parameters are not strict JSON");
    }
  }
}

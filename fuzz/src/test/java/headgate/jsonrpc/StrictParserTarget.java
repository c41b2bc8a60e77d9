package headgate.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.fuzz.Trees;
import java.util.Set;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The strict parser accepts and refuses, with the same codes and ids, what a reading by other means
 * does; and what a node is sent of an accepted call is that call to Jackson too.
 */
public final class StrictParserTarget {
  private static final EnvelopeLimits LIMITS = new EnvelopeLimits(10, 24, 64);

  /** Deeper text would only overflow the stack of the tree that the oracle builds. */
  private static final int BYTES_MAX = 20_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(BYTES_MAX).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictParserTarget() {}

  /** One input is a request body. */
  public static void fuzzerTestOneInput(byte[] body) {
    var parsed = new Envelopes();
    new StrictParser(LIMITS, 42).parse(body, 0, body.length, parsed);
    if (nesting(body) < 1_000) {
      assertThat(Readings.of(parsed)).isEqualTo(new Oracle(LIMITS).read(body));
    }
    for (var item = 0; item < parsed.size(); item++) {
      if (parsed.fault(item) == null) {
        assertForwarded(parsed, item);
      }
    }
  }

  private static int nesting(byte[] body) {
    var brackets = 0;
    for (var octet : body) {
      brackets += octet == '[' || octet == '{' ? 1 : 0;
    }
    return brackets;
  }

  private static void assertForwarded(Envelopes parsed, int item) {
    var read = Readings.of(parsed).items().get(item);
    var method = new byte[parsed.methodEnd(item) - parsed.methodStart(item)];
    System.arraycopy(parsed.methodBytes(item), parsed.methodStart(item), method, 0, method.length);
    var sent =
        Trees.of(
            JSON,
            CanonicalEnvelope.of(
                7, method, parsed.bytes(), parsed.paramsStart(item), parsed.paramsEnd(item)));
    if (sent == null) {
      return;
    }
    assertThat(sent.propertyNames())
        .isEqualTo(
            read.params() == null
                ? Set.of("jsonrpc", "id", "method")
                : Set.of("jsonrpc", "id", "method", "params"));
    assertThat(sent.get("jsonrpc").asString()).isEqualTo("2.0");
    assertThat(sent.get("id").intValue()).isEqualTo(7);
    assertThat(sent.get("method").asString()).isEqualTo(read.method());
    if (read.params() != null) {
      assertThat(sent.get("params")).isEqualTo(Trees.of(JSON, read.params()));
    }
  }
}

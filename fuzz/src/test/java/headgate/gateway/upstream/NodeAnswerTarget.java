package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.fuzz.Trees;
import headgate.gateway.testkit.Calls;
import headgate.gateway.upstream.http.NodeAnswer;
import headgate.jsonrpc.RequestId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever a node sends, for whatever method, the judge says what it is worth; and what a caller
 * gets of a good answer is, to Jackson, the node's own result or error under the caller's id.
 */
public final class NodeAnswerTarget {
  private static final List<Integer> STATUSES = List.of(200, 400, 404, 429, 500, 302, 204, 700);
  private static final long SENT = 7;
  private static final long CALLERS = 123_456_789;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(1_000)
                          .maxNumberLength(1_000_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private NodeAnswerTarget() {}

  /** Two bytes choose chain, method and status, the rest is the body. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    var profile = (input[0] & 0x80) == 0 ? Calls.ICON : Calls.EVM;
    var methods = profile.methods().all();
    var method = methods.get((input[0] & 0x7f) % methods.size());
    var status = STATUSES.get((input[1] & 0xff) % STATUSES.size());
    var body = Arrays.copyOfRange(input, 2, input.length);
    var answer = new NodeAnswer(status, 0, body, body.length);
    if (new AnswerJudge(profile).judge(answer, SENT, method) instanceof Verdict.Good(var text, _)) {
      assertThat(text.with(RequestId.of(SENT))).isEqualTo(withoutBlanks(body));
      assertCallersOwn(body, text.with(RequestId.of(CALLERS)).getBytes(UTF_8));
    }
  }

  private static String withoutBlanks(byte[] body) {
    return new String(body, UTF_8).replaceAll("^[ \n\r\t]+|[ \n\r\t]+$", "");
  }

  private static void assertCallersOwn(byte[] body, byte[] handedOut) {
    var sent = tree(body);
    var got = tree(handedOut);
    assertThat(got == null).isEqualTo(sent == null);
    if (sent != null && got != null) {
      assertThat(got.get("id").longValue()).isEqualTo(CALLERS);
      assertSameButForTheId(sent, got);
    }
  }

  /**
   * Null for half of a surrogate pair, which nodes may send and Jackson does not take in names, and
   * for numbers beyond comparing.
   */
  private static @Nullable JsonNode tree(byte[] text) {
    try {
      return Trees.of(JSON, text);
    } catch (JacksonException _) {
      return null;
    }
  }

  private static void assertSameButForTheId(JsonNode sent, JsonNode handedOut) {
    assertThat(handedOut.propertyNames()).isEqualTo(sent.propertyNames());
    assertThat(sent.get("id").longValue()).isEqualTo(SENT);
    for (var name : sent.propertyNames()) {
      if (!name.equals("id")) {
        assertThat(handedOut.get(name)).as(name).isEqualTo(sent.get(name));
      }
    }
  }
}

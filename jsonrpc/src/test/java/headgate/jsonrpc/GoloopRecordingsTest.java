package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a real goloop answered to well and badly formed envelopes, against what the reader makes of
 * them: where goloop refuses an envelope, status and body are the same bytes; where it does not,
 * neither do we, save the deviations.
 */
final class GoloopRecordingsTest {

  private static final Path RECORDINGS = Path.of("..", "conformance", "icon", "http");
  private static final JsonMapper MAPPER = new JsonMapper();

  /** goloop's own default, so that its recording of eleven calls applies. */
  private static final EnvelopeLimits GOLOOP_LIMITS = new EnvelopeLimits(10, 64, 4096);

  /** Where we answer otherwise on purpose, and the body that we answer with. */
  private static final Map<String, String> DEVIATIONS =
      Map.of(
          "proto.case_insensitive_keys", error(-32600, "unknown field 'JSONRPC'", "null"),
          "proto.dup_id", error(-32600, "duplicate field 'id'", "null"),
          "proto.dup_params", error(-32600, "duplicate field 'params'", "1"),
          "proto.dup_param_key", error(-32602, "duplicate field 'height'", "1"),
          "proto.two_docs",
              "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"ParseError\"},\"id\":null}\n",
          "proto.id_08", invalidId(),
          "proto.id_09", invalidId(),
          "proto.id_10", invalidId(),
          "proto.id_11", invalidId());

  /** Numbers that goloop rounds; we keep the caller's text. */
  private static final Map<String, String> KEPT_IDS =
      Map.of(
          "proto.id_05", "1e3",
          "proto.id_06", "12345678901234567890",
          "proto.id_07", "9007199254740993");

  record Recording(String name, String request, int status, String response) {
    @Override
    public String toString() {
      return name;
    }

    boolean refusesBody() {
      return status != 200 && (response.contains("-32600") || response.contains("-32700"));
    }
  }

  static List<Recording> recordings() throws IOException {
    try (Stream<Path> files = Files.list(RECORDINGS)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("proto."))
          .sorted()
          .map(GoloopRecordingsTest::read)
          .toList();
    }
  }

  @Test
  void thereAreRecordings() throws IOException {
    assertThat(recordings()).hasSizeGreaterThan(35);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void answersAsGoloopDid(Recording recording) {
    var envelopes = new Envelopes();
    byte[] body = recording.request().getBytes(UTF_8);
    new EnvelopeReader(GOLOOP_LIMITS).read(body, 0, body.length, envelopes);

    String deviation = DEVIATIONS.get(recording.name());
    if (deviation != null) {
      assertThat(refusal(envelopes)).isEqualTo(deviation);
    } else if (recording.refusesBody()) {
      assertThat(refusal(envelopes)).isEqualTo(recording.response());
      assertThat(refusalStatus(envelopes)).isEqualTo(recording.status());
    } else {
      assertItemsMatch(envelopes, MAPPER.readTree(answersOf(recording)), recording);
    }
  }

  /** The items that expect an answer, or are refused, are those that goloop answered, in order. */
  private static void assertItemsMatch(Envelopes envelopes, JsonNode answers, Recording recording) {
    assertThat(envelopes.bodyFault()).isNull();
    assertThat(envelopes.batch()).isEqualTo(recording.response().startsWith("["));
    var expected = new ArrayList<JsonNode>();
    answers.forEach(expected::add);
    int next = 0;
    for (int item = 0; item < envelopes.size(); item++) {
      var fault = envelopes.fault(item);
      boolean unknownMethod = !envelopes.batch() && recording.status() == 400;
      if (fault == null && envelopes.notification(item) && !unknownMethod) {
        continue;
      }
      JsonNode answer = expected.get(next++);
      assertThat(envelopes.id(item).toString())
          .isEqualTo(KEPT_IDS.getOrDefault(recording.name(), answer.get("id").toString()));
      if (fault != null) {
        assertThat(fault.toError().toJson()).isEqualTo(answer.get("error").toString());
      } else {
        assertThat(answer.path("error").path("code").asInt()).isNotIn(-32600, -32700);
      }
    }
    assertThat(next).isEqualTo(expected.size());
  }

  private static String answersOf(Recording recording) {
    if (recording.response().startsWith("[")) {
      return recording.response();
    }
    return "[" + recording.response() + "]";
  }

  private static String refusal(Envelopes envelopes) {
    var fault = envelopes.bodyFault();
    var id = fault == null ? envelopes.id(0) : RequestId.NULL;
    var refused = fault == null ? envelopes.fault(0) : fault;
    return refused == null ? "accepted" : new String(refused.toError().body(id), UTF_8);
  }

  private static int refusalStatus(Envelopes envelopes) {
    var fault = envelopes.bodyFault();
    var refused = fault == null ? envelopes.fault(0) : fault;
    return refused == null ? 200 : refused.httpStatus();
  }

  private static String invalidId() {
    return "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":"
        + "\"InvalidRequest: fail to validate, id('id')\"},\"id\":null}\n";
  }

  private static String error(int code, String reason, String id) {
    String kind = code == -32600 ? "InvalidRequest" : "InvalidParams";
    return "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":%d,\"message\":\"%s: fail to unmarshal, %s\"},\"id\":%s}\n"
        .formatted(code, kind, reason, id);
  }

  private static Recording read(Path file) {
    try {
      JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
      return new Recording(
          json.get("name").asString(),
          json.get("request").asString(),
          json.get("status").asInt(),
          json.get("response").asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package headgate.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP as goloop was recorded to speak it: verbs, paths, content types, cross-origin requests. The
 * node answers what it answered then; status, fields and body of the gateway are those of the
 * recording.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedHttpTest {
  private static final Path RECORDINGS = Path.of("..", "conformance", "icon", "http");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NETWORK =
      "{\"platform\":\"icon\",\"nid\":\"0x53\",\"channel\":\"icon_dex\",\"earliest\":\"0x0\","
          + "\"latest\":\"0x170\",\"stepPrice\":\"0x2e90edd00\"}";

  private final FakeNode node = FakeNode.at(0x170).answers("icx_getNetworkInfo", NETWORK);
  private final TestGateway gateway = TestNetwork.icon(node).serve();

  @AfterAll
  void stop() {
    Quiet.becomes(gateway);
    gateway.close();
    node.close();
  }

  static Stream<String> recordings() {
    return Stream.of(
        "httpmethod.DELETE",
        "httpmethod.GET",
        "httpmethod.GET_root_v3",
        "httpmethod.HEAD",
        "httpmethod.PUT",
        "cors.preflight",
        "cors.simple",
        "header.form",
        "header.json_charset",
        "header.jsonrpc",
        "header.text",
        "header.accept_gzip",
        "path.channel",
        "path.channel_slash",
        "path.channel_unknown",
        "path.dblslash",
        "path.query",
        "path.root",
        "path.upper",
        "path.v2",
        "path.v3_slash");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void isAnsweredAsRecorded(String name) {
    var recording = JSON.readTree(RECORDINGS.resolve(name + ".json").toFile());
    String seen;
    try (var client = RawHttp.connect(gateway.port())) {
      seen = client.send(request(recording)).untilClosed();
    }
    var head = seen.substring(0, seen.indexOf("\r\n\r\n"));
    assertThat(head).startsWith("HTTP/1.1 " + recording.path("status").asInt() + " ");
    recording
        .path("response_headers")
        .properties()
        .forEach(field ->
            assertThat(head.lines()).contains(field.getKey() + ": " + field.getValue().asString()));
    assertThat(seen.substring(head.length() + 4)).isEqualTo(recording.path("response").asString());
  }

  private static String request(JsonNode recording) {
    var body = recording.path("request").asString("");
    var head =
        new StringBuilder(recording.path("method").asString())
            .append(' ')
            .append(recording.path("path").asString())
            .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    recording
        .path("request_headers")
        .properties()
        .forEach(
            field -> head.append(field.getKey() + ": " + field.getValue().asString() + "\r\n"));
    if (!body.isEmpty()) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return head.append("\r\n").append(body).toString();
  }

  @Test
  void aPreflightMayAskForTheGatewaysOwnFieldsAndReadThem() {
    try (var client = RawHttp.connect(gateway.port())) {
      var answer =
          client
              .send(
                  preflight(
                      "Origin: https://wallet.example",
                      "Access-Control-Request-Method: POST",
                      "Access-Control-Request-Headers: x-headgate-min-height"))
              .response();
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("x-headgate-min-height");
      client.send(Requests.post("[]", "Origin: https://wallet.example"));
      assertThat(client.response().header("Access-Control-Expose-Headers"))
          .contains("X-Headgate-Head", "Retry-After");
    }
  }

  @Test
  void aPreflightEchoesNothingButNamesOfFields() {
    try (var client = RawHttp.connect(gateway.port())) {
      var seen =
          client
              .send(preflight("Connection: close", "Access-Control-Request-Headers: a\t<script>\""))
              .untilClosed();
      assertThat(seen).startsWith("HTTP/1.1 204 ").doesNotContain("script");
    }
  }

  private static String preflight(String... fields) {
    return "OPTIONS /api/v3 HTTP/1.1\r\nHost: localhost\r\n"
        + String.join("\r\n", fields)
        + "\r\n\r\n";
  }

  @Test
  void nodesPagesForTheirOperatorsAreNotPassedThrough() {
    for (var path :
        new String[] {
          "/admin/chain",
          "/admin/chain/icon_dex",
          "/admin/system",
          "/metrics",
          "/metrics/",
          "/api/v3/../../metrics",
          "/api/v3/%2e%2e/metrics",
          "/api/v3/icon_dex/../../admin/chain"
        }) {
      try (var client = RawHttp.connect(gateway.port())) {
        client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.response().status()).as(path).isEqualTo(404);
        client.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        assertThat(client.response().status()).as(path).isEqualTo(404);
      }
    }
    assertThat(node.receivedBesideProbes()).isEmpty();
  }
}

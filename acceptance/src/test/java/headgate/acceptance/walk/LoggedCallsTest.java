package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.operate.AccessLogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The access log of a gateway that works, in a file. */
class LoggedCallsTest {
  private static final String PATH = TestGateway.PATH;

  @AutoClose private final FakeNode node;
  @AutoClose private final TestGateway gateway;
  private final Path file;

  LoggedCallsTest(@TempDir Path folder) {
    file = folder.resolve("access.log");
    node = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
    gateway = logging(file.toString());
  }

  private TestGateway logging(String to) {
    return TestNetwork.icon(node)
        .serve(config -> config.logging(AccessLogConfig.defaults().to(to)));
  }

  @Test
  void aCallIsOneLineWithTheIdThatItsCallerWasTold() {
    var answer = gateway.post(Calls.balance(1));
    var again = gateway.post(Calls.balance(1));

    var miss = line(lines(2), id(answer));
    assertThat(text(miss, "outcome")).isEqualTo("miss");
    assertThat(text(miss, "client")).isEqualTo("127.0.0.1");
    assertThat(text(miss, "network")).isEqualTo("test");
    assertThat(text(miss, "method")).isEqualTo("icx_getBalance");
    assertThat(text(miss, "node")).isEqualTo("n0");
    assertThat(miss.path("tries").asInt()).isOne();
    assertThat(miss.path("height").asLong()).isEqualTo(100);
    assertThat(miss.path("bytesIn").asLong()).isEqualTo(Calls.balance(1).length());
    var hit = line(lines(2), id(again));
    assertThat(text(hit, "outcome")).isEqualTo("hit");
    assertThat(hit.has("node")).isFalse();
  }

  @Test
  void eachCallOfABatchIsALineWithTheRequestsId() {
    var answer = gateway.post("[" + Calls.balance(1) + "," + Calls.call("2", "icx_absent") + ",3]");

    assertThat(lines(3))
        .allMatch(line -> text(line, "id").equals(id(answer)))
        .allMatch(line -> line.path("items").asInt() == 3)
        .extracting(line -> line.path("item").asInt())
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void whatIsRefusedByItsHeadIsALine() {
    try (var caller = RawHttp.connect(gateway.port())) {
      caller.send("POST " + PATH + " HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n");
      var answer = caller.response();
      assertThat(answer.status()).isEqualTo(413);
      var line = lines(1).getFirst();
      assertThat(text(line, "id")).isEqualTo(id(answer));
      assertThat(text(line, "outcome")).isEqualTo("refused");
      assertThat(text(line, "reason")).isEqualTo("too_large");
      assertThat(line.path("status").asInt()).isEqualTo(413);
    }
    RawHttp.post(gateway.port(), "/nothing/here", "{}");
    assertThat(lines(2)).anyMatch(line -> text(line, "reason").equals("no_such_path"));
  }

  @Test
  void aRequestThatIsCutOffIsALine() {
    try (var caller = RawHttp.connect(gateway.port())) {
      caller.send(
          "POST " + PATH + " HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"jsonrpc\"");
    }
    var line = lines(1).getFirst();
    assertThat(text(line, "outcome")).isEqualTo("abandoned");
    assertThat(line.has("status")).isFalse();
    assertThat(line.path("bytesIn").asInt()).isEqualTo(10);
  }

  @Test
  void nothingThatAStrangerSendsGetsIntoALine() throws IOException {
    var evil = "evil\\r\\n{\\\"forged\\\":1}\\u001b[2J";
    gateway.post(Calls.call("\"" + evil + "\"", "icx_" + evil));
    gateway.post(Calls.call("\"" + "x".repeat(4000) + "\"", "icx_getBalance"));
    gateway.post("\u001b]0;evil\u0007");
    try (var caller = RawHttp.connect(gateway.port())) {
      var request =
          String.join(
              "\r\n",
              "POST /evil%0d%0a%1b HTTP/1.1",
              "Host: evil",
              "User-Agent: evil",
              "X-Request-Id: evil",
              "X-Headgate-Request-Id: evil",
              "X-Forwarded-For: evil",
              "Content-Length: 2",
              "",
              "{}");
      assertThat(caller.send(request).response().status()).isEqualTo(404);
    }

    assertThat(lines(4)).allMatch(line -> !line.has("forged"));
    assertThat(Files.readString(file)).doesNotContain("evil", "xxxx", "\u001b");
  }

  @Test
  void aStreamIsALineAtItsEnd() {
    try (var streaming = FakeStreamNode.start();
        var served =
            TestNetwork.streaming(streaming)
                .serve(config -> config.logging(AccessLogConfig.defaults().to(file.toString())))) {
      try (var caller = RawWebSocket.open(served.port(), "/api/v3/icon_dex/block")) {
        assertThat(caller.send("{\"height\":\"0x1\"}").nextText()).contains("code");
      }
      var line = lines(1).getFirst();
      assertThat(text(line, "api")).isEqualTo("block");
      assertThat(text(line, "outcome")).isEqualTo("caller_left");
      assertThat(text(line, "node")).isNotEmpty();
      assertThat(line.path("status").asInt()).isEqualTo(101);
      assertThat(line.path("bytesOut").asInt()).isPositive();
    }
  }

  @Test
  void aFileThatIsMovedAwayIsBegunAnew() throws IOException {
    gateway.post(Calls.balance(1));
    lines(1);
    Files.move(file, file.resolveSibling("access.log.1"));
    gateway.post(Calls.balance(2));

    Eventually.holds("there is a new file", () -> Files.exists(file));
    assertThat(lines(1)).hasSize(1);
    assertThat(Files.readAllLines(file.resolveSibling("access.log.1"))).hasSize(1);
  }

  @Test
  void aGatewayThatStopsWritesWhatItHasToSay() throws IOException {
    for (var each = 0; each < 20; each++) {
      gateway.post(Calls.balance(each));
    }
    gateway.close();

    assertThat(Files.readAllLines(file)).hasSize(20);
  }

  @Test
  void aFullDiskIsCountedAndCallsAreServed() {
    try (var full = logging("/dev/full")) {
      assertThat(full.post(Calls.balance(1)).status()).isEqualTo(200);
      Eventually.holds("it is counted", () -> metric(full, "outcome=\"unwritable\"} 1.0"));
      assertThat(full.post(Calls.balance(2)).status()).isEqualTo(200);
    }
  }

  private static boolean metric(TestGateway gateway, String end) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      var page = client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").response().body();
      return page.lines()
          .filter(Predicate.not(line -> line.startsWith("#")))
          .anyMatch(line -> line.startsWith("headgate_access_log_lines") && line.endsWith(end));
    }
  }

  private List<JsonNode> lines(int count) {
    return Eventually.value("so many lines", this::written, lines -> lines.size() == count);
  }

  /** A line is there once its end is. */
  private List<JsonNode> written() throws IOException {
    var text = Files.exists(file) ? Files.readString(file) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  private static JsonNode line(List<JsonNode> lines, String id) {
    return lines.stream().filter(line -> text(line, "id").equals(id)).findFirst().orElseThrow();
  }

  private static String id(RawResponse answer) {
    return answer.header("X-Headgate-Request-Id");
  }

  private static String text(JsonNode line, String key) {
    return line.path(key).asString();
  }
}

package headgate.gateway.admin;

import static headgate.gateway.admin.SettableStatus.network;
import static headgate.gateway.admin.SettableStatus.node;
import static headgate.gateway.admin.SettableStatus.syncing;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.config.AdminConfig;
import headgate.gateway.head.SyncProgress;
import headgate.gateway.observe.Metrics;
import headgate.gateway.observe.Outcome;
import headgate.gateway.observe.Statistics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AdminServerTest {
  private static final AdminServer.Bounds PATIENT =
      new AdminServer.Bounds(8, Duration.ofMinutes(5), Duration.ofMinutes(5));

  private final SettableStatus status = new SettableStatus();
  private final Statistics statistics = new Statistics("main", List.of("balance"), List.of());
  private AdminServer server = bind("127.0.0.1", PATIENT);

  @BeforeEach
  void start() {
    status.set(network("main", 100, node("a", true, "up", 100, 0)));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void theProcessIsAlive() throws IOException {
    assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nok\n");
  }

  @Test
  void readyMeansThatEveryNetworkCanAnswer() throws IOException {
    assertThat(get("/readyz")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nready\n");
    status.set(
        network("main", 100, node("a", true, "up", 100, 0)),
        network("test", 100, node("b", false, "down", 100, 0)));
    assertThat(get("/readyz"))
        .startsWith("HTTP/1.1 503 ")
        .endsWith("\r\n\r\nnot ready: test: no node is up\n");
    status.set(network("main", -1, node("a", true, "up", 100, 0)));
    assertThat(get("/readyz")).startsWith("HTTP/1.1 503 ");
    status.set();
    assertThat(get("/readyz")).startsWith("HTTP/1.1 503 ");
  }

  @Test
  void whereTheNodesAreCatchingUpItSaysHowFarTheyAre() throws IOException {
    status.set(syncing("main", new SyncProgress(1_234, 1_767_225_600_000L, 61_500)));
    assertThat(get("/readyz"))
        .endsWith(
            "not ready: main: syncing: at block 1234 of 2026-01-01T00:00:00Z, caught up in about"
                + " 62 s\n");
    var network =
        JsonMapper.shared().readTree(body(get("/readyz?verbose=true"))).path("networks").get(0);
    assertThat(network.path("syncing").path("height").asLong()).isEqualTo(1_234);
    assertThat(network.path("syncing").path("etaSeconds").asLong()).isEqualTo(62);
    status.set(syncing("main", new SyncProgress(1_234, 1_767_225_600_000L, -1)));
    assertThat(get("/readyz")).endsWith("of 2026-01-01T00:00:00Z\n");
  }

  @Test
  void theVerboseFormSaysWhy() throws IOException {
    status.set(
        network("main", 100, node("a", false, "lagging", 91, 9), node("b", false, "down", -1, 0)),
        network("test", -1));
    var answer = get("/readyz?verbose=true");
    assertThat(answer)
        .startsWith("HTTP/1.1 503 ")
        .containsIgnoringCase("\r\nContent-Type: application/json; charset=utf-8\r\n");
    var page = JsonMapper.shared().readTree(body(answer));
    assertThat(page)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"ready": false, "draining": false, "networks": [
                      {"name": "main", "chain": "icon", "ready": false, "reason": "no node is up",
                       "servingHeight": 100, "nodes": [
                        {"name": "a", "state": "lagging", "reason": "why lagging",
                         "networkId": "0x1", "height": 91,
                         "role": "primary", "lanes": ["read"],
                         "lag": 9, "latencyMillis": 1.5, "inFlight": 2,
                         "readsMax": 8, "ejected": false, "cooling": false,
                         "alive": true, "probeFailures": 3,
                         "lastProbeFailure": "timeout"},
                        {"name": "b", "state": "down", "reason": "why down",
                         "networkId": "0x1", "height": null,
                         "role": "primary", "lanes": ["read"],
                         "lag": 0, "latencyMillis": 1.5, "inFlight": 2,
                         "readsMax": 8, "ejected": false, "cooling": false,
                         "alive": false, "probeFailures": 3,
                         "lastProbeFailure": "timeout"}]},
                      {"name": "test", "chain": "icon", "ready": false,
                       "reason": "no serving height yet: the nodes have not answered",
                       "servingHeight": null, "nodes": []}]}
                    """));
  }

  @Test
  void metricsAreTextUnlessProtobufIsAskedFor() throws IOException {
    statistics.forLoop().record(0, Outcome.HIT, 1_000);
    assertThat(get("/metrics"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n")
        .contains(
            "\nheadgate_calls_total{method=\"balance\",network=\"main\",outcome=\"hit\"} 1.0\n")
        .contains("\nheadgate_node_height{network=\"main\",node=\"a\"} 100.0\n");
    var protobuf =
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
            + " encoding=delimited";
    assertThat(send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: " + protobuf + "\r\n"))
        .containsIgnoringCase("\r\nContent-Type: application/vnd.google.protobuf;");
  }

  @Test
  void headHasNoBody() throws IOException {
    assertThat(send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("\r\nContent-Length: 3\r\n")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "GARBAGE"})
  void nothingCanBeChanged(String method) throws IOException {
    assertThat(send(method + " /healthz HTTP/1.1\r\nHost: localhost\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .containsIgnoringCase("\r\nAllow: GET, HEAD\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/metrics/", "/Healthz", "/healthz/../metrics", "//metrics", "/%6detrics"})
  void onlyThePathsThemselvesAreThere(String path) throws IOException {
    assertThat(get(path)).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void aRequestBodyIsRefused() throws IOException {
    var head = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";
    assertThat(send(head + "Content-Length: 5\r\n", "12345"))
        .startsWith("HTTP/1.1 413 ")
        .contains("no request body is taken");
    assertThat(send(head + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aCallToBeExplainedIsTheOnlyBodyThatIsRead() throws IOException {
    var path = "/v1/networks/main/explain";
    var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n";
    assertThat(send(head + "Content-Length: 6\r\n", "{\"é\"}"))
        .startsWith("HTTP/1.1 200 ")
        .contains("application/json");
    assertThat(send(head + "Content-Length: 0\r\n")).startsWith("HTTP/1.1 400 ");
    var refusal = "the call may have 99999 bytes, and its length has to be announced";
    assertThat(send(head + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ")
        .contains(refusal);
    assertThat(send(head + "Content-Length: 100000\r\n", "{}"))
        .startsWith("HTTP/1.1 413 ")
        .contains(refusal);
    assertThat(get(path)).startsWith("HTTP/1.1 405 ").contains("\r\nAllow: POST\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:9900",
        "127.0.0.1:9900",
        "10.1.2.3",
        "[::1]:9900",
        "ops.example"
      })
  void addressesAndConfiguredNamesAreServed(String host) throws IOException {
    assertThat(send("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: attacker.example",
        "Host: 127.0.0.1.attacker.example",
        "Host: localhost.attacker",
        "Host: ",
        "Host: localhost:x",
        "Host: [::1",
        "X-Host: localhost",
        "Host: localhost\r\nHost: attacker.example"
      })
  void namesThatCouldBeAnAttackersAreNot(String header) throws IOException {
    assertThat(send("GET /metrics HTTP/1.1\r\n" + header + "\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain("headgate_");
  }

  @Test
  void aBugShowsNothingOfItself() throws IOException {
    status.breakDown();
    assertThat(get("/readyz"))
        .startsWith("HTTP/1.1 500 ")
        .endsWith("\r\n\r\ninternal error\n")
        .doesNotContain("secret", "Exception", "headgate.");
    assertThat(get("/metrics")).startsWith("HTTP/1.1 500 ").doesNotContain("secret");
  }

  @Test
  void endlessHeadersAreCutOff() throws IOException {
    var headers = new StringBuilder("GET /healthz HTTP/1.1\r\nHost: localhost\r\n");
    for (var i = 0; i < 2_000; i++) {
      headers.append("X-").append(i).append(": ").append("y".repeat(100)).append("\r\n");
    }
    assertThat(send(headers.toString())).doesNotContain(" 200 ");
  }

  @Test
  void whoNeverEndsTheHeadersIsClosed() throws IOException {
    restart(new AdminServer.Bounds(8, Duration.ofMillis(50), Duration.ofMinutes(5)));
    try (var socket = connect()) {
      socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: lo".getBytes(US_ASCII));
      assertThat(all(socket)).isEmpty();
    }
    try (var silent = connect()) {
      assertThat(all(silent)).isEmpty();
    }
  }

  @Test
  void aCrowdThatSaysNothingLocksNobodyOut() throws IOException {
    var crowd = new ArrayList<Socket>();
    try {
      for (var index = 0; index < 3 * PATIENT.connectionsMax(); index++) {
        crowd.add(connect());
        crowd.getLast().getOutputStream().write('G');
        if (index % PATIENT.connectionsMax() == 0) {
          assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ");
        }
      }
      assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ");
      assertThat(all(crowd.getFirst())).isEmpty();
    } finally {
      for (var each : crowd) {
        each.close();
      }
    }
  }

  private void restart(AdminServer.Bounds bounds) {
    server.stop();
    server = bind("127.0.0.1", bounds);
    server.start();
  }

  @Test
  void garbageGetsNoAnswerThatHelps() throws IOException {
    assertThat(send("\u0016\u0003\u0001\u0002\u0000\u0001")).doesNotContain("200", "Exception");
    assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aPortThatIsTakenOrAHostThatIsUnknownIsAFailure() {
    assertThatThrownBy(() ->
            AdminServer.bind(
                new AdminConfig("127.0.0.1", server.port(), List.of(), null),
                false,
                new Metrics(List::of, status),
                status,
                new NoOperations()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> bind("no such host", PATIENT))
        .hasRootCauseMessage("unknown host no such host");
  }

  @Test
  void aServerThatNeverStartedCanBeStopped() throws IOException {
    var unused = bind("127.0.0.1", PATIENT);
    unused.stop();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), unused.port()))
        .isInstanceOf(IOException.class);
  }

  private AdminServer bind(String host, AdminServer.Bounds bounds) {
    try {
      var config = new AdminConfig(host, 0, List.of("ops.example"), null);
      var metrics = new Metrics(() -> List.of(statistics), status);
      var requests = AdminServer.requests(config, metrics, status, new NoOperations());
      return AdminServer.bind(config, requests, bounds);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private String get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
  }

  private String send(String head) throws IOException {
    return send(head, "");
  }

  /** Sends a request and reads until the server closes. */
  private String send(String head, String body) throws IOException {
    try (var socket = connect()) {
      var text = head + "Connection: close\r\n\r\n" + body;
      sendAll(socket, text);
      return all(socket);
    }
  }

  /** A server that has heard enough may close before all is sent; what it said still counts. */
  private static void sendAll(Socket socket, String text) throws IOException {
    try {
      socket.getOutputStream().write(text.getBytes(UTF_8));
    } catch (SocketException closedMeanwhile) {
      assertThat(closedMeanwhile).hasMessageMatching("Connection reset.*|Broken pipe.*");
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** A reset is an end too. */
  private static String all(Socket socket) throws IOException {
    var text = new StringBuilder();
    try {
      var in = socket.getInputStream();
      for (var next = in.read(); next >= 0; next = in.read()) {
        text.append((char) next);
      }
    } catch (SocketException reset) {
      return text.toString();
    }
    return text.toString();
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }
}

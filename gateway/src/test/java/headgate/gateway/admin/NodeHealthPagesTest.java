package headgate.gateway.admin;

import static headgate.gateway.admin.SettableStatus.network;
import static headgate.gateway.admin.SettableStatus.node;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admin.health.NodeHealthPages;
import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import headgate.gateway.config.AdminConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeHealthPagesTest {
  private final SettableStatus status = new SettableStatus();
  private AdminServer alone = bind();

  @BeforeEach
  void twoNetworks() {
    status.set(
        network("main", 100, node("a", true, "up", 100, 0), node("b", false, "syncing", 10, 90)),
        network("test", 100, node("b", true, "up", 100, 0), node("c", false, "down", -1, 0)));
    alone.start();
  }

  @AfterEach
  void stop() {
    alone.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "/nodes/a/healthz, 200, alive",
    "/nodes/a/readyz, 200, ready",
    "/nodes/main/b/healthz, 200, alive",
    "/nodes/main/b/readyz, 503, not ready: syncing: why syncing",
    "/nodes/test/b/readyz, 200, ready",
    "/nodes/c/healthz, 503, not alive: timeout",
    "/nodes/c/readyz, 503, not ready: down: why down"
  })
  void aNodeThatIsNotReadyMayWellBeAlive(String path, int code, String text) {
    var reply = new NodeHealthPages(status).reply(get(path));
    assertThat(reply.status()).isEqualTo(code);
    assertThat(body(reply)).isEqualTo(text + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nodes/b/readyz",
        "/nodes/x/readyz",
        "/nodes/a/ready",
        "/nodes/a",
        "/nodes/",
        "/nodes/main/a/b/readyz",
        "/nodes/test/a/readyz"
      })
  void whatIsNotThereOrNotPlainIsNotFound(String path) {
    assertThat(new NodeHealthPages(status).reply(get(path)).status()).isEqualTo(404);
  }

  @Test
  void theVerboseFormHasTheSignedLagAndTheHeadsAge() {
    status.set(network("main", 100, node("a", false, "ahead", 150, -50)));
    var reply = new NodeHealthPages(status).reply(get("/nodes/a/readyz?verbose=true"));
    assertThat(reply.status()).isEqualTo(503);
    assertThat(body(reply))
        .contains("\"state\":\"ahead\"", "\"lag\":-50", "\"servingHeight\":100")
        .contains("\"headAgeSeconds\":-1.0", "\"alive\":true");
  }

  @Test
  void aPortForOneNodeKnowsOnlyTheFirst() throws IOException {
    assertThat(asked("GET /readyz HTTP/1.0")).startsWith("HTTP/1.1 200 ").endsWith("\nready\n");
    assertThat(asked("HEAD /healthz HTTP/1.0")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    assertThat(asked("POST /healthz HTTP/1.0")).startsWith("HTTP/1.1 405 ");
    assertThat(asked("GET /nodes/a/readyz HTTP/1.1\r\nHost: localhost"))
        .startsWith("HTTP/1.1 404 ");
    status.set(network("main", 100, node("a", false, "draining", 100, 0)));
    assertThat(asked("GET /readyz HTTP/1.0")).startsWith("HTTP/1.1 503 ");
  }

  @Test
  void onlyHealthIsToldToWhoNamesNoHost() throws IOException {
    assertThat(asked("GET /metrics HTTP/1.0")).startsWith("HTTP/1.1 403 ");
    assertThat(asked("GET /readyz HTTP/1.1\r\nHost: attacker.example")).startsWith("HTTP/1.1 403 ");
  }

  private String asked(String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), alone.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((head + "\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private AdminServer bind() {
    try {
      return AdminServer.ofFirstNode(AdminConfig.defaults().at("127.0.0.1", 0), status);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static AdminRequest get(String target) {
    return new AdminRequest("GET", target, Map.of());
  }

  private static String body(AdminReply reply) {
    try {
      var out = new ByteArrayOutputStream();
      reply.body().writeTo(out);
      return out.toString(UTF_8);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}

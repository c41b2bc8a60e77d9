package headgate.devnode.http;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.DevNode;
import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.node.NodeOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bytes on sockets, as no well-behaved client sends them. */
class NodeHttpTest {
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getNetworkInfo\"}";

  private final DevChain chain =
      DevChain.create(
              Genesis.demo(Map.of()),
              new ManualClock(1_795_000_000_000_000L),
              Duration.ofSeconds(1))
          .start();
  private final DevNode node =
      DevNode.start(chain, NodeOptions.defaults().connectionsMax(2).bodyBytesMax(1_000));

  @AfterEach
  void close() {
    node.close();
    chain.close();
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    var body = new StringBuilder();
    for (var id = 1; id <= 5; id++) {
      body.append(
          request(CALL.replace("\"id\":1", "\"id\":" + id), id == 5 ? "close" : "keep-alive"));
    }
    var answers = exchange(body.toString());
    assertThat(answers.split("\"id\":", -1)).hasSize(6);
    assertThat(answers.indexOf("\"id\":1}")).isLessThan(answers.indexOf("\"id\":2}"));
    assertThat(answers.indexOf("\"id\":4}")).isLessThan(answers.indexOf("\"id\":5}"));
  }

  @Test
  void aRequestInSmallPiecesIsAnsweredOnce() throws IOException {
    try (var socket = connect()) {
      for (var piece : request(CALL, "close").split("(?<=\\G.{7})", -1)) {
        socket.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
      }
      assertThat(read(socket)).startsWith("HTTP/1.1 200 OK").endsWith("\"id\":1}\n");
    }
  }

  @Test
  void oldHttpClosesUnlessItAsksToStay() throws IOException {
    var old = "POST /api/v3 HTTP/1.0\r\nContent-Length: " + CALL.length() + "\r\n\r\n" + CALL;
    assertThat(exchange(old)).contains("200 OK").contains("Connection: close");
  }

  @Test
  void whatIsNoHttpIsRefusedAndTheConnectionEnds() throws IOException {
    assertThat(exchange("garbage\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(exchange("POST /api/v3 HTTP/1.1\r\nContent-Length: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void aBodyOverTheBoundIsRefused() throws IOException {
    assertThat(exchange(request(" ".repeat(1_001), "close"))).startsWith("HTTP/1.1 413");
  }

  @Test
  void aConnectionOverTheCapIsClosedWithoutAnAnswer() throws IOException {
    try (var first = connect();
        var second = connect()) {
      assertThat(ask(first)).contains("200 OK");
      assertThat(ask(second)).contains("200 OK");
      assertThat(exchange("")).isEmpty();
    }
  }

  @Test
  void aStreamThatIsNoWebSocketIsRefused() throws IOException {
    assertThat(exchange("GET /api/v3/icon_dex/block HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request");
  }

  /** Asks on a connection that stays open, and reads up to the end of the answer. */
  private static String ask(Socket socket) throws IOException {
    socket.getOutputStream().write(request(CALL, "keep-alive").getBytes(StandardCharsets.UTF_8));
    var answer = new StringBuilder();
    while (!answer.toString().endsWith("\"id\":1}\n")) {
      answer.append((char) socket.getInputStream().read());
    }
    return answer.toString();
  }

  private String exchange(String request) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return read(socket);
    } catch (SocketException reset) {
      return "";
    }
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String request(String body, String connection) {
    return "POST /api/v3 HTTP/1.1\r\nHost: x\r\nConnection: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(connection, body.length(), body);
  }
}

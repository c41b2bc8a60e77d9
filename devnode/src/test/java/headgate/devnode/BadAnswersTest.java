package headgate.devnode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.fault.Fault;
import headgate.devnode.fault.FaultRule;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.node.NodeOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of a node that are none, and connections that lead nowhere. */
class BadAnswersTest {
  private static final String LAST = "icx_getLastBlock";
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + LAST + "\",\"params\":{}}";
  private static final byte[] REQUEST =
      ("POST /api/v3 HTTP/1.1\r\nHost: n\r\nContent-Length: " + CALL.length() + "\r\n\r\n" + CALL)
          .getBytes(UTF_8);

  private final Wallet rich = Wallet.ofSeed("rich");
  private final ManualClock clock = new ManualClock(1_795_000_000_000_000L);
  private final DevChain chain =
      DevChain.create(Genesis.demo(List.of(rich)), clock, Duration.ofSeconds(1));
  private final DevNode node = DevNode.start(chain, NodeOptions.defaults());
  private final RpcClient client = new RpcClient(node);

  @BeforeEach
  void begin() {
    chain.producePast(3);
  }

  @AfterEach
  void close() {
    client.close();
    node.close();
    chain.close();
  }

  private void always(Fault fault) {
    node.faults().add(FaultRule.always(fault).on(LAST, "icx_sendTransaction"));
  }

  @Test
  void aStatusWithATextOfItsOwn() throws Exception {
    always(new Fault.Text(404, "No channel"));
    var answer = client.call(LAST, "{}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("No channel");
    assertThat(client.call("icx_getTotalSupply", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void anErrorUnderTheCallsOwnIdThatHasNoEffect() throws Exception {
    always(new Fault.RpcFailure(-32000, "Stopped"));
    var sent = rich.transfer(rich.address(), Wallet.ICX).signed(clock.epochMicros());
    var answer = client.post(sent.request(77));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"error\":{\"code\":-32000,\"message\":\"Stopped\"}", "\"id\":77");
    assertThat(node.pool().size()).isZero();
  }

  @Test
  void aRightAnswerThatIsFarTooLong() throws Exception {
    var right = client.call(LAST, "{}").body();
    always(new Fault.Padding(100_000));
    var padded = client.call(LAST, "{}").body();

    assertThat(padded).startsWith(right).hasSize(right.length() + 100_000);
  }

  private Socket connected() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** Reads to the newline at the end of an answer's body; empty where the connection has ended. */
  private static String answer(Socket socket) throws IOException {
    socket.getOutputStream().write(REQUEST);
    var text = new StringBuilder();
    while (!text.toString().endsWith("}\n")) {
      var next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @Test
  void aKeptConnectionIsClosedWhenItsNextRequestComes() throws Exception {
    always(new Fault.CloseKept());
    try (var socket = connected()) {
      assertThat(answer(socket)).contains("\"result\"");
      assertThat(answer(socket)).isEmpty();
    }
    try (var next = connected()) {
      assertThat(answer(next)).contains("\"result\"");
    }
  }

  @Test
  void anAnswerOfTwoLengths() throws Exception {
    always(new Fault.BadFraming());
    try (var socket = connected()) {
      assertThat(answer(socket))
          .startsWith("HTTP/1.1 200 OK")
          .contains("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n");
    }
  }

  @Test
  void connectingIsNeitherAcceptedNorRefusedAndThenAcceptedAgain() throws Exception {
    node.faults().hangConnections();
    try (var socket = new Socket()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port());
      assertThatThrownBy(() -> socket.connect(address, 300))
          .isInstanceOf(SocketTimeoutException.class);
    }
    node.faults().clear();

    assertThat(client.call(LAST, "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void whatHangsCanBeRefused() {
    var port = node.port();
    node.faults().hangConnections();
    node.faults().refuseConnections();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(IOException.class);
  }
}

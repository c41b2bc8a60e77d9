package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.Transport;
import headgate.gateway.netty.NettyTransport;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever moves the bytes moves the same ones. */
@ParameterizedClass(name = "{0}")
@EnumSource(
    value = Transport.class,
    names = {"AUTO", "NIO", "IO_URING"})
class TransportsTest {
  private static final int LARGE = 3_000_000;

  /** So many answers of a thousand bytes that sockets cannot hold them. */
  private static final int MANY = 15_000;

  /** No deadline hides that the end of a connection was missed. */
  private static final LimitsConfig PATIENT =
      TestLimits.defaults()
          .headerDeadline(Duration.ofMinutes(1))
          .bodyDeadline(Duration.ofMinutes(2))
          .idleDeadline(Duration.ofMinutes(2))
          .config();

  @AutoClose private final FakeNode node = FakeNode.at(100);
  @AutoClose private final FakeNode other = FakeNode.at(100);
  private final Transport transport;

  TransportsTest(Transport transport) {
    assumeThat(transport != Transport.IO_URING || NettyTransport.IO_URING.isAvailable())
        .as("the machine has %s", transport)
        .isTrue();
    this.transport = transport;
  }

  private TestGateway serve(FakeNode... nodes) {
    var listen = new ListenConfig("127.0.0.1", 0, 2, transport);
    return TestNetwork.icon(nodes)
        .serve(was -> new GatewayConfig(listen, was.admin(), PATIENT, was.networks()));
  }

  private static String balance(int id) {
    return RawHttp.request(
        TestGateway.PATH,
        Calls.call(id + "", "icx_getBalance", "{\"address\":\"" + Calls.address(id) + "\"}"));
  }

  @Test
  void oneFetchServesAllWhoAskAtAHeight() {
    node.answers("icx_getTotalSupply", "\"0x7\"");
    try (var gateway = serve(node);
        var client = RawHttp.connect(gateway.port())) {
      for (var id = 1; id <= 100; id++) {
        client.send(RawHttp.request(TestGateway.PATH, Calls.call(id + "", "icx_getTotalSupply")));
        assertThat(client.response().body()).contains("\"0x7\"", "\"id\":" + id);
      }
      assertThat(node.received("icx_getTotalSupply")).hasSize(1);
    }
  }

  @Test
  void requestsThatComeInOnePieceAreAnsweredInTurn() {
    node.replies("icx_getBalance", _ -> Reply.result("\"0x7\""));
    try (var gateway = serve(node);
        var client = RawHttp.connect(gateway.port())) {
      client.send(
          IntStream.rangeClosed(1, 30)
              .mapToObj(TransportsTest::balance)
              .collect(Collectors.joining()));
      for (var id = 1; id <= 30; id++) {
        assertThat(client.response().body()).contains("\"id\":" + id);
      }
    }
  }

  @Test
  void aLargeAnswerArrivesWholeAtAReaderWhoTakesHisTime() {
    var large = "\"" + "x".repeat(LARGE) + "\"";
    node.answers("icx_getBalance", large).answers("icx_getTotalSupply", "\"0x7\"");
    try (var gateway = serve(node);
        var slow = RawHttp.connect(gateway.port());
        var other = RawHttp.connect(gateway.port())) {
      slow.send(RawHttp.request(TestGateway.PATH, Calls.balance(1)));
      other.send(RawHttp.request(TestGateway.PATH, Calls.call("2", "icx_getTotalSupply")));
      assertThat(other.response().body()).contains("\"id\":2");
      assertThat(slow.response().body()).contains(large, "\"id\":1");
    }
  }

  @Test
  void answersThatACallerDidNotReadInTimeComeOnceHeDoes() throws InterruptedException {
    node.answers("icx_getTotalSupply", "\"" + "7".repeat(1_000) + "\"");
    var request = RawHttp.request(TestGateway.PATH, Calls.call("1", "icx_getTotalSupply"));
    try (var gateway = serve(node);
        var client = RawHttp.connect(gateway.port())) {
      var asking =
          Thread.ofVirtual()
              .start(() -> {
                for (var sent = 0; sent < MANY; sent++) {
                  client.send(request);
                }
              });
      Eventually.holds("answers wait", () -> gateway.gateway().process().bufferedBytes() > 0);
      for (var read = 0; read < MANY; read++) {
        assertThat(client.response().body()).as("answer %d", read).contains("777");
      }
      asking.join();
    }
  }

  @Test
  void aCallerWhoVanishesLeavesNothingBehind() {
    node.replies("icx_getBalance", _ -> Reply.result("\"0x7\""));
    try (var gateway = serve(node)) {
      for (var time = 0; time < 20; time++) {
        try (var client = RawHttp.connect(gateway.port())) {
          client.send(RawHttp.request(TestGateway.PATH, Calls.balance(time)).substring(0, 40));
          client.reset();
        }
      }
      Eventually.holds("all are gone", () -> gateway.gateway().process().connections() == 0);
    }
  }

  @Test
  void aNodeThatHangsUpCostsATryAndNoAnswer() {
    node.replies("icx_getBalance", _ -> Reply.silence().resetAfter(0));
    other.replies("icx_getBalance", _ -> Reply.result("\"0x7\"").resetAfter(20));
    try (var gateway = serve(node, other)) {
      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(502);
      other.answers("icx_getBalance", "\"0x7\"");
      for (var id = 2; id <= 20; id++) {
        assertThat(gateway.post(Calls.balance(id)).body()).contains("\"0x7\"");
      }
    }
  }

  @Test
  void theLastCallIsAnsweredBeforeTheEnd() {
    node.replies("icx_getBalance", _ -> Reply.result("\"0x7\"").after(Duration.ofMillis(300)));
    try (var gateway = serve(node);
        var client = RawHttp.connect(gateway.port())) {
      client.send(RawHttp.request(TestGateway.PATH, Calls.balance(1)));
      Eventually.holds("the node is asked", () -> !node.received("icx_getBalance").isEmpty());
      gateway.gateway().drain();
      assertThat(client.untilClosed()).contains("\"0x7\"").contains("close");
    }
  }
}

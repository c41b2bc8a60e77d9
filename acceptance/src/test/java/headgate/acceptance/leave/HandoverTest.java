package headgate.acceptance.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.Gateway;
import headgate.gateway.StartFailure;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.operate.DrainConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** One gateway takes the place of another; here both are in one process. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@EnabledIf(
    value = "io.netty.channel.epoll.Epoll#isAvailable",
    disabledReason = "a handover needs Linux")
class HandoverTest {
  private static final long FIRST = 100;

  @TempDir private Path folder;

  @AutoClose private final FakeNode one = node();
  @AutoClose private final FakeNode two = node();

  private static FakeNode node() {
    return FakeNode.at(FIRST).answers("icx_getBalance", "\"0x7\"");
  }

  private Path path() {
    return folder.resolve("handover.sock");
  }

  private GatewayConfig handing(GatewayConfig config) {
    return config
        .at(config.listen().handingOverAt(path()), config.admin())
        .draining(new DrainConfig(Duration.ofMillis(200), Duration.ofSeconds(25)));
  }

  private TestGateway running(FakeNode... nodes) {
    return TestNetwork.icon(nodes).serve(this::handing);
  }

  /** The configuration of one that is to come after it. */
  private Gateway next(TestGateway running, FakeNode... nodes) throws StartFailure {
    var config = TestGateway.with(running.config(), TestNetwork.icon(nodes).config());
    return Gateway.provision(config);
  }

  private static String balance(int port) {
    return RawHttp.post(port, TestGateway.PATH, Calls.balance(1)).body();
  }

  @Test
  void theNewOneHasTheSamePortAndTheOldOneDrains() throws StartFailure, InterruptedException {
    try (var old = running(one, two)) {
      var handedOver = new CountDownLatch(1);
      old.gateway().onHandedOver(handedOver::countDown);
      var next = next(old, one, two);
      try {
        assertThat(next.takeOver()).isTrue();
        assertThat(next.port()).isEqualTo(old.port());
        assertThat(handedOver.await(1, TimeUnit.MINUTES)).isTrue();
        old.gateway().drain();
        for (var call = 0; call < 20; call++) {
          assertThat(balance(next.port())).contains("0x7");
        }
        assertThat(path()).exists();
      } finally {
        next.stop();
      }
    }
  }

  @Test
  void whereNobodyRunsNothingIsTakenOver() throws StartFailure {
    try (var somebody = TestNetwork.icon(one).serve()) {
      var alone = Gateway.provision(handing(somebody.config()));
      assertThat(alone.takeOver()).isFalse();
      alone.start();
      assertThat(path()).exists();
      alone.stop();
      assertThat(path()).doesNotExist();
    }
  }

  @Test
  void heightsDoNotFallAndDrainedNodesStayOut() throws StartFailure {
    try (var old = running(one, two)) {
      one.height(FIRST + 2);
      two.height(FIRST + 2);
      Eventually.holds("the head", () -> served(old.gateway()) == FIRST + 2);
      old.gateway().drain("test", "n1");
      Eventually.holds("drained", () -> state(old.gateway(), 1).equals("draining"));
      // Whoever begins now could find no higher one.
      one.height(FIRST + 1);
      two.height(FIRST + 1);
      var next = next(old, one, two);
      try {
        assertThat(next.takeOver()).isTrue();
        assertThat(served(next)).isEqualTo(FIRST + 2);
        assertThat(state(next, 1)).isEqualTo("draining");
        assertThat(state(next, 0)).isEqualTo("up");
      } finally {
        next.stop();
      }
    }
  }

  /** As where a node is stopped for its maintenance while the gateway is replaced. */
  @Test
  void aDrainedNodeThatIsDownStaysOutOnceItIsBack() throws StartFailure {
    try (var old = running(one, two)) {
      assertThat(old.gateway().drain("test", "n1")).isTrue();
      Eventually.holds("drained", () -> state(old.gateway(), 1).equals("draining"));
      two.dies();
      Eventually.holds("down", () -> state(old.gateway(), 1).equals("down"));
      var next = next(old, one, two);
      try {
        assertThat(next.takeOver()).isTrue();
        two.comesBack();
        Eventually.holds("out of use", () -> state(next, 1).equals("draining"));
      } finally {
        next.stop();
      }
    }
  }

  private static long served(Gateway gateway) {
    return gateway.networks().getFirst().servingHeight();
  }

  private static String state(Gateway gateway, int node) {
    return gateway.networks().getFirst().nodes().get(node).state();
  }

  @Test
  void whoeverCannotServeWhatWasServedDoesNotGetTheCallers() throws StartFailure {
    try (var old = running(one, two);
        var far = node()) {
      far.height(FIRST - 50);
      var next = next(old, far);
      assertThatThrownBy(next::takeOver)
          .isInstanceOf(StartFailure.class)
          .hasMessage("network test: its nodes are too far behind what was served");
      assertStillServing(old);
    }
  }

  @Test
  void whoeverServesAnotherNetworkDoesNotGetTheCallers() throws StartFailure {
    try (var old = running(one, two);
        var foreign = node()) {
      foreign.network(9);
      var next = next(old, foreign);
      assertThatThrownBy(next::takeOver)
          .isInstanceOf(StartFailure.class)
          .hasMessage("network test: its nodes are of another network than those before");
      assertStillServing(old);
    }
  }

  private void assertStillServing(TestGateway old) {
    for (var call = 0; call < 20; call++) {
      assertThat(balance(old.port())).contains("0x7");
    }
    assertThat(old.gateway().draining()).isFalse();
    assertThat(path()).exists();
  }

  @RepeatedTest(3)
  void whoeverAsksAndDiesLeavesTheCallersWhereTheyWere() throws IOException, StartFailure {
    try (var old = running(one, two)) {
      try (var asking = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        asking.connect(UnixDomainSocketAddress.of(path()));
        say(asking, "take 1\n");
        var heard = heard(asking);
        assertThat(heard.readLine()).isEqualTo("network 100 0x53 up test");
        assertThat(heard.readLine()).isEqualTo("yours");
        // A second one is sent away meanwhile.
        var second = next(old, one, two);
        assertThatThrownBy(second::takeOver)
            .isInstanceOf(StartFailure.class)
            .hasMessageContaining("does not give its socket");
      }
      Eventually.holds("callers are accepted again", () -> balance(old.port()).contains("0x7"));
      assertStillServing(old);
      var third = next(old, one, two);
      try {
        assertThat(third.takeOver()).isTrue();
      } finally {
        third.stop();
      }
    }
  }

  @Test
  void whoeverTalksNonsenseIsSentAway() throws IOException {
    try (var old = running(one, two)) {
      for (var nonsense : new String[] {"\n", "take 99\n", "taken\n", "GET / HTTP/1.1\r\n\r\n"}) {
        try (var asking = SocketChannel.open(StandardProtocolFamily.UNIX)) {
          asking.connect(UnixDomainSocketAddress.of(path()));
          say(asking, nonsense);
          assertThat(heard(asking).readLine()).isNull();
        }
      }
      assertStillServing(old);
    }
  }

  private static void say(SocketChannel to, String text) throws IOException {
    to.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What is said after the socket, which comes with a byte that means nothing. */
  private static BufferedReader heard(SocketChannel from) throws IOException {
    assertThat(from.read(ByteBuffer.allocate(1))).isOne();
    return new BufferedReader(Channels.newReader(from, StandardCharsets.UTF_8));
  }

  @Test
  void twoGatewaysCannotHandOverAtOnePlace() throws StartFailure {
    try (var old = running(one, two)) {
      var config = old.config();
      var other = Gateway.provision(config.at(config.listen().at("127.0.0.1", 0), config.admin()));
      assertThatThrownBy(other::start)
          .isInstanceOf(StartFailure.class)
          .hasMessage("another gateway listens at " + path());
      assertStillServing(old);
    }
  }

  @Test
  void aFileThatIsInTheWayIsLeftAlone() throws IOException, StartFailure {
    Files.writeString(path(), "precious");
    try (var somebody = TestNetwork.icon(one).serve()) {
      var other = Gateway.provision(handing(somebody.config()));
      assertThatThrownBy(other::start)
          .isInstanceOf(StartFailure.class)
          .hasMessage(path() + " is there and is no socket");
    }
    assertThat(path()).hasContent("precious");
  }
}

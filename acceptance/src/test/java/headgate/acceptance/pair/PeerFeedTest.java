package headgate.acceptance.pair;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.Secret;
import headgate.gateway.config.operate.PeersConfig;
import headgate.gateway.observe.peers.PeerStatus;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Gateways that tell each other heights, over real sockets. */
class PeerFeedTest {
  private static final long FIRST = 100;
  private static final Secret SECRET = Secret.of("a-secret-that-both-gateways-share");

  /** Says from which address hints may come; nothing listens there. */
  private static final InetSocketAddress SOMEBODY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

  @AutoClose private final FakeNode one = node();
  @AutoClose private final FakeNode two = node();

  private static FakeNode node() {
    return FakeNode.at(FIRST).answers("icx_getBalance", "\"0x7\"");
  }

  /** One that hears heights from this machine, and asks its nodes so seldom that it has to. */
  private TestGateway hearing(FakeNode... nodes) {
    return TestNetwork.icon(nodes)
        .rareProbes()
        .serve(config -> config.beside(new PeersConfig("127.0.0.1", 0, List.of(SOMEBODY), SECRET)));
  }

  /** One that asks its nodes twenty times a second and tells the other what it serves. */
  private TestGateway telling(TestGateway other, Secret secret) {
    var there = new InetSocketAddress(InetAddress.getLoopbackAddress(), other.gateway().peerPort());
    return TestNetwork.icon(one, two)
        .serve(config -> config.beside(new PeersConfig("127.0.0.1", 0, List.of(there), secret)));
  }

  private static long served(TestGateway gateway) {
    return gateway.gateway().networks().getFirst().servingHeight();
  }

  private static PeerStatus peers(TestGateway gateway) {
    return gateway.gateway().process().peers();
  }

  private static PeerStatus.Hints hints(TestGateway gateway) {
    return peers(gateway).networks().getFirst();
  }

  private void blockComes(long height) {
    one.height(height);
    two.height(height);
  }

  /** Three gateways before the same nodes in the same seconds; two of them look at them seldom. */
  @Test
  void whoIsToldServesEachBlockAtOnceAndWhoIsNotLooksLater() {
    try (var told = hearing(one, two);
        var untold = TestNetwork.icon(one, two).rareProbes().serve();
        var telling = telling(told, SECRET)) {
      var toldInTime = 0;
      var untoldInTime = 0;
      for (var height = FIRST + 1; height <= FIRST + 10; height++) {
        var next = height;
        blockComes(next);
        Eventually.holds("it is served", () -> served(telling) == next);
        Eventually.holds("and by who is told", () -> served(told) == next);
        toldInTime++;
        untoldInTime += served(untold) == next ? 1 : 0;
      }
      var heard = hints(told);
      System.out.println(
          "peer feed: 10 blocks; served at once where told %d, untold %d; hints sent %d, received %d, probes %d"
              .formatted(
                  toldInTime,
                  untoldInTime,
                  hints(telling).sent(),
                  heard.received(),
                  heard.probes()));

      assertThat(untoldInTime).isLessThan(toldInTime);
      assertThat(hints(telling).sent()).isGreaterThanOrEqualTo(10);
      // Two nodes, each asked once for each height at the most.
      assertThat(heard.probes()).isBetween(1L, 2 * heard.received());
    }
  }

  @Test
  void aCallerWhoComesFromOneIsServedByTheOtherWhatItHasSeen() {
    try (var told = hearing(one, two);
        var telling = telling(told, SECRET)) {
      var seen = FIRST;
      for (var height = FIRST + 1; height <= FIRST + 5; height++) {
        var next = height;
        blockComes(next);
        Eventually.holds("it is served", () -> served(telling) == next);
        for (var gateway : List.of(telling, told)) {
          var answer = needing(gateway, seen);
          var head = Long.decode(answer.header("X-Headgate-Head"));
          assertThat(answer.status()).isEqualTo(200);
          assertThat(head).isGreaterThanOrEqualTo(seen);
          seen = head;
        }
      }
      assertThat(seen).isEqualTo(FIRST + 5);
    }
  }

  private static RawResponse needing(TestGateway gateway, long height) {
    try (var client = RawHttp.connect(gateway.port())) {
      var request = RawHttp.request(TestGateway.PATH, Calls.balance(1));
      var field = "\r\nX-Headgate-Min-Height: 0x" + Long.toHexString(height) + "\r\n";
      return client.send(request.replaceFirst("\r\n", field)).response();
    }
  }

  /** Its nodes are behind those of the other: it is told, asks them, and stays where they are. */
  @Test
  void aGatewayWhoseNodesLagWaitsOrRefusesWhateverItIsTold() {
    try (var behind = node();
        var too = node();
        var told = hearing(behind, too);
        var telling = telling(told, SECRET)) {
      blockComes(FIRST + 1);
      Eventually.holds("it was asked for", () -> hints(told).probes() > 0);
      assertThat(served(told)).isEqualTo(FIRST);
      assertThat(needing(told, FIRST + 3).body()).contains("\"code\":-32096");
      behind.height(FIRST + 1);
      too.height(FIRST + 1);
      var caughtUp =
          Eventually.value(
              "it is answered once they are there",
              () -> needing(told, FIRST + 1),
              answer -> answer.status() == 200);
      assertThat(caughtUp.header("X-Headgate-Head")).isEqualTo("0x65");
      blockComes(FIRST + 10);
      Eventually.holds("it is served", () -> served(telling) == FIRST + 10);
      var answer = needing(told, FIRST + 10);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).contains("\"code\":-32096");
      assertThat(served(told)).isLessThanOrEqualTo(FIRST + 1);
    }
  }

  @Test
  void whoHasAnotherSecretIsCountedAndNotHeard() {
    try (var told = hearing(one, two);
        var telling = telling(told, Secret.of("a-secret-of-somebody-else-entirely"))) {
      blockComes(FIRST + 1);
      Eventually.holds("it is served", () -> served(telling) == FIRST + 1);
      Eventually.holds("it is refused", () -> peers(told).refused().getOrDefault("seal", 0L) > 0);

      assertThat(peers(told).networks())
          .allMatch(hints -> hints.received() == 0 && hints.probes() == 0);
    }
  }

  @Test
  void whateverStrangersSendIsCountedAndNobodyIsAsked() throws IOException {
    try (var told = hearing(one, two);
        var stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      var there =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), told.gateway().peerPort());
      for (var text : List.of("", "HGP1", "HGP1" + "x".repeat(60), "x".repeat(1_000))) {
        stranger.send(new DatagramPacket(text.getBytes(US_ASCII), text.length(), there));
      }
      Eventually.holds(
          "all four were refused",
          () ->
              peers(told).refused().getOrDefault("malformed", 0L) == 3
                  && peers(told).refused().getOrDefault("seal", 0L) == 1);
      assertThat(peers(told).networks())
          .allMatch(hints -> hints.received() == 0 && hints.probes() == 0);
    }
  }

  @Test
  void aGatewayWithoutOthersOpensNoPort() {
    try (var alone = TestNetwork.icon(one, two).serve()) {
      assertThat(peers(alone)).isEqualTo(PeerStatus.NONE);
      assertThatThrownBy(() -> alone.gateway().peerPort()).hasMessage("not open");
    }
  }
}

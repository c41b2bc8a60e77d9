package headgate.acceptance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.DevNode;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.observe.NetworkStatus;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A moving chain is followed over a node's own stream of blocks, on real sockets. */
class FollowedHeadTest {
  private static final int BLOCKS = 20;

  @AutoClose private final DevNetwork chain = DevNetwork.start(3, Duration.ofMillis(100));

  private TestNetwork network() {
    var network = TestNetwork.of("icon").head(HeadConfig.defaults());
    for (var node : chain.nodes()) {
      var uri = URI.create("http://127.0.0.1:" + node.port());
      network.node(NodeConfig.of("n" + node.port(), uri));
    }
    return network;
  }

  private static NetworkStatus status(TestGateway gateway) {
    return gateway.gateway().networks().getFirst();
  }

  private static void moves(TestGateway gateway) {
    var from = status(gateway).servingHeight();
    Eventually.holds(
        "the serving height moves", () -> status(gateway).servingHeight() >= from + BLOCKS);
  }

  @Test
  void aStreamTellsNewBlocksThatNoProbeHasSeen() {
    try (var gateway = network().rareProbes().serve()) {
      Eventually.holds("a stream is followed", () -> status(gateway).head().streaming());
      moves(gateway);

      assertThat(status(gateway).nodes()).allMatch(node -> node.probeFailures() == 0);
      assertThat(status(gateway).head().generation()).isZero();
    }
  }

  @Test
  void whenTheFollowedNodeDiesAnotherOneIsFollowed() {
    try (var gateway = network().serve()) {
      Eventually.holds("a stream is followed", () -> status(gateway).head().streaming());
      var first = status(gateway).head().followed();
      chain.nodes().stream()
          .filter(node -> first.equals("n" + node.port()))
          .findAny()
          .ifPresent(DevNode::close);
      Eventually.holds(
          "another one is followed",
          () ->
              status(gateway).head().streaming()
                  && !status(gateway).head().followed().equals(first));
      moves(gateway);

      assertThat(status(gateway).head().quarantines()).isZero();
    }
  }
}

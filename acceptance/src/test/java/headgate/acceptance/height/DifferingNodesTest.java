package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.NodeConfig;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nodes that show different blocks at one height, over real sockets. */
class DifferingNodesTest {
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String OLD_BLOCK =
      Calls.call("1", "icx_getBlockByHeight", "{\"height\":\"0x5\"}");

  private static DevNetwork nodes(int count) {
    return DevNetwork.start(count, INTERVAL, DevClock.system(), _ -> NodeOptions.defaults(), 20);
  }

  private static TestGateway before(DevNetwork nodes) {
    var network = TestNetwork.of("icon").head(HeadConfig.defaults());
    for (var node : nodes.nodes()) {
      var name = "n" + nodes.nodes().indexOf(node);
      network.node(NodeConfig.of(name, URI.create("http://127.0.0.1:" + node.port())));
    }
    return network.serve();
  }

  private static String page(TestGateway gateway, String path) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").response().body();
    }
  }

  /** The last node goes its own way from the next block on, after an old block was kept. */
  private static void fork(DevNetwork nodes, TestGateway gateway) {
    gateway.post(OLD_BLOCK);
    assertThat(gateway.post(OLD_BLOCK).header("X-Headgate-Cache")).isEqualTo("hit");
    nodes.nodes().getLast().faults().forkFrom(nodes.chain().height() + 1);
  }

  private static void awaitQuarantine(TestGateway gateway, String node) {
    Eventually.value(
        node + " is in quarantine",
        PATIENCE,
        () -> page(gateway, "/readyz?verbose=true"),
        page -> page.contains("{\"name\":\"%s\",\"state\":\"quarantined\"".formatted(node)));
  }

  @Test
  void theOneThatDiffersFromTheMajorityIsPutInQuarantineAndWhatWasKeptIsGone() {
    try (var nodes = nodes(3);
        var gateway = before(nodes)) {
      fork(nodes, gateway);
      awaitQuarantine(gateway, "n2");

      assertThat(gateway.post(OLD_BLOCK).header("X-Headgate-Cache")).isEqualTo("miss");
      assertThat(page(gateway, "/readyz?verbose=true"))
          .contains("\"ready\":true", "showed another block than others at height")
          .contains("{\"name\":\"n0\",\"state\":\"up\"", "{\"name\":\"n1\",\"state\":\"up\"");
      assertThat(page(gateway, "/metrics"))
          .contains("headgate_quarantines_total{network=\"test\"} 1")
          .containsPattern("headgate_generation\\{network=\"test\"} [1-9]")
          .containsPattern("headgate_node_state\\{.*node=\"n2\".*state=\"quarantined\".*} 1");
    }
  }

  @Test
  void ofTwoThatDifferNotBothAreBelieved() {
    try (var nodes = nodes(2);
        var gateway = before(nodes)) {
      fork(nodes, gateway);
      Eventually.value(
          "a quarantine",
          PATIENCE,
          () -> page(gateway, "/readyz?verbose=true"),
          page -> page.contains("\"state\":\"quarantined\""));

      assertThat(gateway.post(OLD_BLOCK).header("X-Headgate-Cache")).isNotEqualTo("hit");
      assertThat(page(gateway, "/metrics"))
          .containsPattern("headgate_quarantines_total\\{network=\"test\"} [1-9]")
          .containsPattern("headgate_generation\\{network=\"test\"} [1-9]");
    }
  }
}

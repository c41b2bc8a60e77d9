package headgate.acceptance.roles;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.DevNode;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.observe.NetworkStatus;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Two primaries that go, and two fallbacks, over real sockets. */
class FallbackTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration RETURN_AFTER = Duration.ofSeconds(2);
  private static final String READ = "icx_getBalance";

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(
          4, Duration.ofSeconds(2), DevClock.system(), _ -> NodeOptions.defaults(), 20);

  private TestGateway gateway(int callsPerSecond, Duration returnAfter) {
    var network = TestNetwork.of("icon").uncached().fallback(callsPerSecond, returnAfter);
    for (var node : nodes.nodes()) {
      var index = nodes.nodes().indexOf(node);
      var role = index < 2 ? NodeRole.PRIMARY : NodeRole.FALLBACK;
      var uri = URI.create("http://127.0.0.1:" + node.port());
      network.node(NodeConfig.of("n" + index, uri).with(NodeDuty.of(role)));
    }
    return network.serve();
  }

  private static NetworkStatus.Fallbacks fallbacks(TestGateway gateway) {
    return gateway.gateway().networks().getFirst().fallbacks();
  }

  private static void awaitUse(TestGateway gateway, boolean inUse) {
    Eventually.value(
        "fallbacks in use: " + inUse,
        PATIENCE,
        () -> fallbacks(gateway).uses().getFirst(),
        now -> now.lane().equals("read") && now.inUse() == inUse);
  }

  private void primaries(Consumer<DevNode> fate) {
    nodes.nodes().subList(0, 2).forEach(fate);
  }

  /** A read whose connection breaks at two nodes alike is passed on, so they do not die at once. */
  private void oneAfterTheOther(Readers readers, Consumer<DevNode> fate) {
    for (var node : nodes.nodes().subList(0, 2)) {
      fate.accept(node);
      readers.awaitReads(40);
    }
  }

  private long readsAt(int first, int last) {
    var reads = 0L;
    for (var node = first; node <= last; node++) {
      reads += nodes.node(node).counters().calls(READ);
    }
    return reads;
  }

  private static String metrics(TestGateway gateway) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").response().body();
    }
  }

  @Test
  void allPrimariesDieUnderLoadAndNoReadFailsAndTrafficReturnsOnce()
      throws ExecutionException, InterruptedException {
    try (var gateway = gateway(2 * Readers.PACE_MAX, RETURN_AFTER);
        var readers = new Readers(gateway)) {
      readers.awaitReads(100);
      assertThat(readsAt(2, 3)).isZero();
      oneAfterTheOther(readers, node -> node.faults().refuseConnections());
      awaitUse(gateway, true);
      readers.awaitReads(200);
      assertThat(readsAt(2, 3)).isGreaterThan(100);
      assertThat(metrics(gateway))
          .contains("headgate_fallback_in_use{lane=\"read\",network=\"test\"} 1");

      primaries(node -> node.faults().acceptConnections());
      awaitUse(gateway, false);
      readers.awaitReads(10);
      var before = readsAt(2, 3);
      readers.awaitReads(200);
      readers.end();

      assertThat(readsAt(2, 3)).as("nothing after the return").isEqualTo(before);
      assertThat(readers.failures()).isEmpty();
      assertThat(fallbacks(gateway).calls()).isGreaterThanOrEqualTo(before);
      assertThat(fallbacks(gateway).refused()).isZero();
      assertThat(metrics(gateway))
          .contains("headgate_fallback_uses_total{lane=\"read\",network=\"test\"} 1");
    }
  }

  @Test
  void primariesThatComeAndGoTakeNoCallsAlong() throws ExecutionException, InterruptedException {
    try (var gateway = gateway(2 * Readers.PACE_MAX, Duration.ofSeconds(5));
        var readers = new Readers(gateway)) {
      var down = Duration.ofMillis(1_200);
      var up = Duration.ofMillis(400);
      oneAfterTheOther(readers, node -> node.faults().flap(down, up));
      awaitUse(gateway, true);
      readers.awaitReads(500);
      primaries(node -> node.faults().acceptConnections());
      awaitUse(gateway, false);
      readers.end();

      assertThat(readers.failures()).isEmpty();
      assertThat(metrics(gateway))
          .as("in use once, however often the primaries came and went")
          .contains("headgate_fallback_uses_total{lane=\"read\",network=\"test\"} 1");
    }
  }

  @Test
  void overTheirCapCallersAreToldToTryAgainAndCounted() {
    try (var gateway = gateway(1, Duration.ofMinutes(1))) {
      primaries(node -> node.faults().refuseConnections());
      awaitUse(gateway, true);
      var refused = 0;
      for (var call = 0; call < 1_000 && refused < 3; call++) {
        var answer = gateway.post(Calls.balance(call));
        if (answer.status() != 200) {
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.body()).contains("-32092");
          assertThat(answer.header("Retry-After")).isEqualTo("1");
          refused++;
        }
      }

      assertThat(refused).isEqualTo(3);
      assertThat(fallbacks(gateway).refused()).isEqualTo(3);
      assertThat(readsAt(2, 3)).isEqualTo(fallbacks(gateway).calls());
      assertThat(metrics(gateway))
          .contains("headgate_fallback_refused_calls_total{network=\"test\"} 3")
          .contains("headgate_failures_total{network=\"test\",reason=\"overloaded\"} 3");
    }
  }
}

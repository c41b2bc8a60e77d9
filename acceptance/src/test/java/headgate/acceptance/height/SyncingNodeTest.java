package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.NodeConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The only node there is has ten thousand old blocks to work through before it is of use. */
class SyncingNodeTest {
  private static final int BEHIND = 10_000;
  private static final int BLOCKS_PER_SECOND = 3_000;

  /** From the age of ten block intervals of the profile, two seconds each, a block is old. */
  private static final int OLD_BLOCKS = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(
          1,
          Duration.ofSeconds(1),
          DevClock.system(),
          _ -> NodeOptions.defaults(),
          BEHIND + OLD_BLOCKS);

  private final String wallet = nodes.wallets().getFirst().address();
  private final List<String> asked =
      List.of(
          Calls.call("1", "icx_getBalance", "{\"address\":\"" + wallet + "\"}"),
          Calls.call("1", "icx_getTotalSupply"),
          Calls.call("1", "icx_getLastBlock"),
          Calls.call("1", "icx_getNetworkInfo"));

  private TestGateway gateway() {
    var uri = URI.create("http://127.0.0.1:" + nodes.node(0).port());
    var network =
        TestNetwork.of("icon").node(NodeConfig.of("n0", uri)).head(HeadConfig.defaults()).config();
    return TestGateway.of(TestLimits.defaults().config(), network);
  }

  private static RawResponse readiness(TestGateway gateway) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client.send("GET /readyz?verbose=true HTTP/1.1\r\nHost: localhost\r\n\r\n").response();
    }
  }

  @Test
  void isNotUsedBeforeItHasCaughtUp() {
    nodes.node(0).faults().catchUp(BEHIND, BLOCKS_PER_SECOND);
    try (var gateway = gateway()) {
      Eventually.holds(
          "it is seen to be syncing",
          () -> readiness(gateway).body().contains("\"state\":\"syncing\""));
      Eventually.holds(
          "readiness says how far it is",
          () ->
              readiness(gateway)
                  .body()
                  .matches(
                      "(?s).*\"reason\":\"syncing: at block [0-9]+ of 20.*\"syncing\":\\{\"height\".*"));
      var refused = refusedUntilCaughtUp(gateway);

      assertThat(refused).isGreaterThanOrEqualTo(asked.size());
      assertThat(readiness(gateway).status()).isEqualTo(200);
      for (var call : asked) {
        var answer = gateway.post(call);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      }
    }
  }

  /** Asks until the first answer, which has to be one of a node at the head; counts refusals. */
  private int refusedUntilCaughtUp(TestGateway gateway) {
    var refusals = new int[1];
    Eventually.value(
        "it has caught up", PATIENCE, () -> asks(gateway, refusals), answered -> answered);
    return refusals[0];
  }

  private boolean asks(TestGateway gateway, int[] refusals) {
    var notReady = readiness(gateway).status() == 503;
    for (var call : asked) {
      var answer = gateway.post(call);
      if (answer.status() == 200) {
        assertThat(nodes.node(0).height()).isGreaterThan(nodes.chain().height() - OLD_BLOCKS);
        assertThat(Long.decode(answer.header("X-Headgate-Head"))).isGreaterThan(BEHIND);
        return true;
      }
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).contains("\"code\":-32093", "\"data\":{\"syncing\":{\"height\":");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(notReady).isTrue();
      refusals[0]++;
    }
    return false;
  }
}

package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.health.NodeHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tries of calls mean for other calls and for the nodes. */
class FetchRulesTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static List<Long> failures(UpstreamBench bench) {
    return bench.nodes.stream().map(Node::failures).toList();
  }

  @Test
  void aCallThatBreaksTwoNodesIsNotCarriedToAThird() {
    var bench = new UpstreamBench(3);
    bench.scripts.forEach(node -> node.always(request -> request.close(Cause.RESET)));
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).isEqualTo("BAD_ANSWER");
    assertThat(bench.asked()).containsExactly(1, 1, 0);
    assertThat(failures(bench)).containsExactly(0L, 0L, 0L);
  }

  @Test
  void anErrorThatTwoNodesGiveIsPassedOn() {
    var bench = new UpstreamBench(3);
    bench.scripts.forEach(node -> node.always(request -> request.error(-32603, "panic")));
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).contains("panic");
    assertThat(bench.asked()).containsExactly(1, 1, 0);
    assertThat(failures(bench)).containsExactly(0L, 0L, 0L);
  }

  @Test
  void aFailureThatAnotherNodeDoesBetterCountsAgainstItsNode() {
    var bench = new UpstreamBench(2);
    bench.node(0).always(request -> request.error(-32603, "panic"));
    bench.fetch(READ);

    assertThat(failures(bench)).containsExactly(1L, 0L);
  }

  @Test
  void aFullPoolIsTriedElsewhereOnceThenPassedOn() {
    var bench = new UpstreamBench(3);
    bench.scripts.forEach(node -> node.always(request -> request.error(-31001, "full")));
    var heard = bench.fetch(WRITE);

    assertThat(UpstreamBench.text(heard)).contains("full");
    assertThat(bench.asked()).containsExactly(1, 1, 0);
  }

  @Test
  void aNodeThatLacksTheBlockLeavesItToEveryOther() {
    var bench = new UpstreamBench(4);
    for (var node = 0; node < 3; node++) {
      bench.node(node).always(request -> request.error(-31004, "NotFound: E1005:no block for 7"));
    }
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).contains("\"result\"");
    assertThat(failures(bench)).containsExactly(0L, 0L, 0L, 0L);
  }

  // ---- nodes that ask to be left alone

  private static void limited(UpstreamBench bench, String retryAfter) {
    bench
        .node(0)
        .once(request ->
            request.raw(
                "HTTP/1.1 429 Too Many Requests\r\n" + retryAfter + "Content-Length: 0\r\n\r\n"));
    assertThat(UpstreamBench.text(bench.fetch(READ))).contains("\"result\"");
  }

  @Test
  void aRateLimitedNodeIsLeftAloneForAsLongAsItSays() {
    var bench = new UpstreamBench(2);
    limited(bench, "Retry-After: 7\r\n");
    bench.loop.advance(seconds(7).minusNanos(1));
    bench.preferInOrder();
    bench.fetch(READ);
    assertThat(bench.asked()).containsExactly(1, 2);
    bench.loop.advance(Duration.ofNanos(1));
    bench.preferInOrder();
    bench.fetch(READ);

    assertThat(bench.asked()).containsExactly(2, 2);
    assertThat(failures(bench)).containsExactly(0L, 0L);
  }

  @Test
  void aNodeIsNeverLeftAloneForLongerThanAMinuteNorShorterThanASecond() {
    assertThat(leftAlone("Retry-After: 3600\r\n")).isEqualTo(NodeHealth.COOL_MOST);
    assertThat(leftAlone("")).isEqualTo(NodeHealth.COOL_LEAST);
  }

  private static Duration leftAlone(String retryAfter) {
    var bench = new UpstreamBench(2);
    limited(bench, retryAfter);
    var began = bench.loop.elapsed();
    while (bench.nodes.getFirst().health().cooling(bench.loop.clock().nanos())) {
      bench.loop.advance(Duration.ofMillis(500));
    }
    return bench.loop.elapsed().minus(began);
  }

  @Test
  void whenEveryNodeAsksToBeLeftAloneTheCallerIsToldAtOnce() {
    var bench = new UpstreamBench(2);
    bench.scripts.forEach(node -> node.always(request -> request.answer(429, "")));
    assertThat(UpstreamBench.text(bench.fetch(READ))).isEqualTo("OVERLOADED");
    assertThat(UpstreamBench.text(bench.fetch(READ))).isEqualTo("OVERLOADED");
    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo("OVERLOADED");

    assertThat(bench.asked()).containsExactly(1, 1);
  }

  // ---- slowness

  @Test
  void aNodeThatFailsAtOnceDoesNotSeemFast() {
    var bench = new UpstreamBench(2);
    var node = bench.nodes.getFirst();
    node.health().latency().sample(seconds(1).toNanos(), bench.loop.clock().nanos());
    bench.nodes.get(1).health().latency().sample(seconds(2).toNanos(), bench.loop.clock().nanos());
    bench.node(0).always(request -> request.answer(500, ""));
    bench.fetch(READ);

    assertThat(node.latencyNanos(bench.loop.clock().nanos())).isEqualTo(seconds(1).toNanos());
  }

  @Test
  void aNodeWhoseCallersDoNotWaitToTheEndIsSlow() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(_ -> {});
    var fetching = bench.begin(READ, _ -> {});
    bench.loop.advance(seconds(1));
    fetching.cancel();

    assertThat(bench.nodes.getFirst().latencyNanos(bench.loop.clock().nanos()))
        .isEqualTo(seconds(1).toNanos());
  }

  // ---- bugs

  @Test
  void aBugInACallThatWaitsForAPermitCostsNoOtherCallItsEnd() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(request -> request.in(seconds(1), () -> request.result("1")));
    var first = bench.begin(READ);
    for (var call = 0; call < 3; call++) {
      bench.begin(READ);
    }
    var waiting = new ArrayList<Reply>();
    bench.begin(READ, waiting::add);
    bench.view = Views.view(100, List.of());
    bench.loop.advance(seconds(1));

    assertThat(UpstreamBench.text(first)).contains("\"result\":1");
    assertThat(UpstreamBench.text(waiting)).isEqualTo("INTERNAL");
    assertThat(bench.permitsTaken()).isZero();
  }
}

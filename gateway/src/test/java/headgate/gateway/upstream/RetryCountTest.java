package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import headgate.gateway.decompose.Call;
import headgate.gateway.observe.tries.FurtherTry;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every try that is not the first of its call is counted, at its node and by its reason. */
class RetryCountTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");

  @Test
  void aCallThatGoesToAnotherNodeIsCountedThere() {
    var bench = new UpstreamBench(2);
    bench.node(0).refusing();
    bench.fetch(READ);

    assertThat(bench.nodes).extracting(Node::retries).containsExactly(0L, 1L);
    assertThat(further(bench)).containsOnly(entry(FurtherTry.CONNECTION, 1L));
  }

  @Test
  void aReadThatGoesOutOnceMoreAfterAKeptConnectionDiedIsCountedToo() {
    var bench = new UpstreamBench(1);
    bench.fetch(READ);
    bench.node(0).once(request -> request.close(Cause.ENDED));
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).contains("\"result\"");
    assertThat(bench.nodes.getFirst().retries()).isOne();
    assertThat(further(bench)).containsOnly(entry(FurtherTry.CONNECTION, 1L));
  }

  @Test
  void aCallThatANodeFailedIsToldApartFromOneWhoseConnectionDied() {
    var bench = new UpstreamBench(2);
    bench.node(0).always(request -> request.answer(500, ""));
    bench.fetch(READ);

    assertThat(further(bench)).containsOnly(entry(FurtherTry.FAILURE, 1L));
  }

  private static Map<FurtherTry, Long> further(UpstreamBench bench) {
    var further = bench.upstream.terms().tryBudgets().status(bench.loop.clock().nanos()).further();
    return further.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}

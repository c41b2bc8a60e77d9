package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import org.junit.jupiter.api.Test;

/** Every try that is not the first of its call is counted at the node that it goes to. */
class RetryCountTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");

  @Test
  void aCallThatGoesToAnotherNodeIsCountedThere() {
    var bench = new UpstreamBench(2);
    bench.node(0).refusing();
    bench.fetch(READ);

    assertThat(bench.nodes).extracting(Node::retries).containsExactly(0L, 1L);
  }

  @Test
  void aReadThatGoesOutOnceMoreAfterAKeptConnectionDiedIsCountedToo() {
    var bench = new UpstreamBench(1);
    bench.fetch(READ);
    bench.node(0).once(request -> request.close(Cause.ENDED));
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).contains("\"result\"");
    assertThat(bench.nodes.getFirst().retries()).isOne();
  }
}

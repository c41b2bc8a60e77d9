package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.testkit.Calls;
import org.junit.jupiter.api.Test;

/** Nodes that say by a result of null that they do not have a block. */
class NullAnswersTest {
  private static final Call LATEST = Calls.evm("eth_getBlockByNumber", "[\"latest\",false]");
  private static final Call TRANSACTION =
      Calls.evm("eth_getTransactionByBlockNumberAndIndex", "[\"latest\",\"0x7\"]");

  private final UpstreamBench bench = new UpstreamBench(3, Calls.EVM);

  NullAnswersTest() {
    bench.pins = true;
  }

  private void nullAt(int... nodes) {
    for (var node : nodes) {
      bench.node(node).always(request -> request.result("null"));
    }
  }

  @Test
  void aNodeWithoutTheBlockSendsTheCallElsewhereAndIsNotBlamed() {
    nullAt(0, 1);
    bench.node(2).always(request -> request.result("{\"number\":\"0x64\"}"));

    assertThat(UpstreamBench.text(bench.fetch(LATEST))).contains("0x64");
    assertThat(bench.nodes).allMatch(node -> node.failures() == 0);
  }

  @Test
  void whereNoNodeHasTheHeadTheHeightIsNotReached() {
    nullAt(0, 1, 2);

    assertThat(UpstreamBench.text(bench.fetchPatiently(LATEST))).isEqualTo("HEIGHT_NOT_REACHED");
  }

  @Test
  void whoWroteTheHeightGetsTheNull() {
    nullAt(0, 1, 2);
    var next = Calls.evm("eth_getBlockByNumber", "[\"0x65\",false]");

    assertThat(UpstreamBench.text(bench.fetch(next))).contains("\"result\":null");
    assertThat(bench.asked()).as("nobody has reported it").containsExactly(1, 0, 0);
  }

  @Test
  void nullThatMayBeTheResultIsOneOnceASecondNodeSaysSo() {
    nullAt(0, 1);

    assertThat(UpstreamBench.text(bench.fetch(TRANSACTION))).contains("\"result\":null");
    assertThat(bench.asked()).containsExactly(1, 1, 0);
  }

  @Test
  void whereNullIsAResultItIsHandedOut() {
    var icon = new UpstreamBench(2);
    icon.node(0).always(request -> request.result("null"));

    assertThat(UpstreamBench.text(icon.fetch(Calls.icon("icx_call", "{\"to\":\"cx0\"}"))))
        .contains("\"result\":null");
    assertThat(icon.asked()).containsExactly(1, 0);
  }
}

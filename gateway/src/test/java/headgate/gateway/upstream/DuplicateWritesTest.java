package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.upstream.writes.WriteCounts.Lost;
import org.junit.jupiter.api.Test;

/** Writes of which a node says that it has them already: whose doing that was decides. */
class DuplicateWritesTest {
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final Call WRITE_AND_WAIT =
      Calls.icon("icx_sendTransactionAndWait", "{\"stepLimit\":\"0x1\"}");

  private static final String ACKNOWLEDGED = "{\"jsonrpc\":\"2.0\",\"result\":\"0xabc\",\"id\":1}";

  private final UpstreamBench bench = losing();

  /** The first node takes every write and breaks the connection. */
  private static UpstreamBench losing() {
    var bench = new UpstreamBench(3);
    bench.node(0).always(request -> request.close(Cause.RESET));
    return bench;
  }

  private void knows(int node, ScriptedNode.Script script) {
    bench.node(node).aside(UpstreamBench.LOOKUP, script);
  }

  private static void pending(ScriptedRequest request) {
    request.error(-31002, "Pending");
  }

  @Test
  void aDuplicateOfWhatWeSentBeforeIsASuccess() {
    bench.node(0).always(request -> request.answer(429, ""));
    bench.node(1).always(request -> request.error(-31000, "SystemError: E2000:duplicate"));

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
  }

  @Test
  void aDuplicateOfASendThatWaitsIsAnsweredWithItsResult() {
    bench.node(0).always(request -> request.answer(429, ""));
    bench.node(1).always(request -> request.error(-31000, "SystemError: E2000:duplicate"));
    knows(1, DuplicateWritesTest::pending);
    var heard = bench.fetch(WRITE_AND_WAIT);
    assertThat(heard).isEmpty();
    knows(1, request -> request.result("{\"status\":\"0x1\"}"));
    bench.loop.advance(Inquiry.PAUSE);

    assertThat(UpstreamBench.text(heard)).contains("\"result\":{\"status\":\"0x1\"}");
    assertThat(bench.asked()).containsExactly(1, 1, 0);
  }

  @Test
  void aDuplicateOfASendThatWaitsIsTheNodesAnswerWhereItsSenderHadSentIt() {
    bench.node(0).always(request -> request.error(-31000, "SystemError: E2000:duplicate"));

    assertThat(UpstreamBench.text(bench.fetch(WRITE_AND_WAIT))).contains("E2000:duplicate");
  }

  @Test
  void aTransactionThatIsTakenAnewIsNotFoundLater() {
    bench.fetch(WRITE);
    bench.loop.advance(Inquiry.LONGEST);
    bench.scripts.forEach(node -> node.always(request -> request.result("\"0xabc\"")));
    bench.fetch(WRITE);

    assertThat(bench.lost(Lost.FOUND_LATER)).isZero();
    assertThat(bench.upstream.terms().sent().anyLost()).isFalse();
  }

  @Test
  void aDuplicateOfWhatWasUnknownBeforeIsASuccessOnce() {
    bench.fetch(WRITE);
    bench.loop.advance(Inquiry.LONGEST);
    bench.scripts.forEach(
        node -> node.always(request -> request.error(-31000, "SystemError: E2000:duplicate")));

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo(ACKNOWLEDGED);
    assertThat(UpstreamBench.text(bench.fetch(WRITE))).contains("E2000:duplicate");
    assertThat(bench.lost(Lost.UNKNOWN)).isOne();
    assertThat(bench.lost(Lost.FOUND_LATER)).isOne();
  }

  @Test
  void aTransactionWhoseOutcomeWasUnknownTurnsUpInACallAboutIt() {
    var hash = "0x" + "a".repeat(64);
    var about = Calls.icon("icx_getTransactionByHash", "{\"txHash\":\"" + hash + "\"}");
    bench.hashing = _ -> hash;
    bench.fetch(WRITE);
    bench.loop.advance(Inquiry.LONGEST);
    bench.scripts.forEach(node -> node.always(request -> request.result("{}")));
    bench.fetch(about);
    bench.fetch(about);

    assertThat(bench.lost(Lost.FOUND_LATER)).isOne();
  }

  @Test
  void aDuplicateOfWhatTheCallerSentBeforeIsTheNodesAnswer() {
    bench.node(0).always(request -> request.error(-31000, "SystemError: E2011:committed"));

    assertThat(UpstreamBench.text(bench.fetch(WRITE))).contains("E2011:committed");
  }
}

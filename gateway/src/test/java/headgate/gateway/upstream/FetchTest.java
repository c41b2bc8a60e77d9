package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualConnection;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchTest {
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final Call WAIT =
      Calls.icon("icx_waitTransactionResult", "{\"txHash\":\"0x" + "a".repeat(64) + "\"}");

  private static final Duration READ_DEADLINE = UpstreamBench.LANES.reads().deadline();

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void theNodeGetsTheCanonicalEnvelopeWithAnIdOfOurs() {
    var bench = new UpstreamBench(1);
    bench.fetch(READ);
    bench.fetch(READ);

    var requests = bench.node(0).requests();
    assertThat(requests)
        .extracting(ScriptedRequest::body)
        .containsExactly(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getTotalSupply\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"icx_getTotalSupply\"}");
    assertThat(requests.getFirst().head()).contains("\r\nContent-Length: 54\r\n");
  }

  @Test
  void exchangesOneAfterTheOtherShareAConnection() {
    var bench = new UpstreamBench(1);
    bench.fetch(READ);
    bench.fetch(READ);

    assertThat(bench.wire.connections()).hasSize(1);
  }

  @Test
  void lanesShareNoConnection() {
    var bench = new UpstreamBench(1);
    bench.fetch(READ);
    bench.fetch(WRITE);
    bench.fetch(WAIT);

    assertThat(bench.wire.connections()).hasSize(3);
  }

  @Test
  void aWriteGoesOutOnAConnectionThatHasJustAnsweredOrOnANewOne() {
    var bench = new UpstreamBench(1);
    bench.fetch(WRITE);
    bench.fetch(WRITE);
    assertThat(bench.wire.connections()).hasSize(1);
    bench.loop.advance(Duration.ofMillis(1_001));
    bench.fetch(WRITE);

    assertThat(bench.wire.connections()).hasSize(2);
  }

  @Test
  void aConnectionRefusedBeforeSendingLeavesTheWriteToAnotherNode() {
    var bench = new UpstreamBench(2);
    bench.node(0).refusing();
    var heard = bench.fetch(WRITE);

    assertThat(UpstreamBench.text(heard)).contains("\"result\":\"0x1\"");
    assertThat(bench.asked()).containsExactly(0, 1);
  }

  @Test
  void aWriteWhoseAnswerIsLostIsNeverSentAgain() {
    var bench = new UpstreamBench(3);
    bench.node(0).always(request -> request.close(Cause.RESET));
    var heard = bench.fetch(WRITE);
    bench.loop.advance(seconds(60));

    assertThat(UpstreamBench.text(heard)).isEqualTo("WRITE_OUTCOME_UNKNOWN{\"txHash\":\"0xabc\"}");
    assertThat(bench.asked()).containsExactly(1, 0, 0);
  }

  @Test
  void aWriteToAStalledNodeHasMostOfItsDeadlineAndIsUnknownAfterwards() {
    var bench = new UpstreamBench(2);
    bench.node(0).always(_ -> {});
    var heard = bench.fetch(WRITE);
    bench.loop.advance(Duration.ofMillis(9_999));
    assertThat(bench.lookups()).containsExactly(0, 0);
    // The profile gives one try of a write ten seconds; what is left is for asking after it.
    bench.loop.advance(Duration.ofMillis(1));
    assertThat(bench.lookups()).containsExactly(1, 1);
    bench.loop.advance(seconds(5));

    assertThat(UpstreamBench.text(heard)).startsWith("WRITE_OUTCOME_UNKNOWN");
    assertThat(bench.asked()).containsExactly(1, 0);
  }

  @Test
  void aReadThatStallsLeavesTheRestOfItsDeadlineToOneMoreTry() {
    var bench = new UpstreamBench(4);
    bench.scripts.forEach(node -> node.always(_ -> {}));
    var heard = bench.fetch(READ);
    assertThat(bench.asked()).containsExactly(1, 0, 0, 0);
    bench.loop.advance(seconds(2).minusNanos(1));
    assertThat(bench.asked()).containsExactly(1, 0, 0, 0);
    bench.loop.advance(Duration.ofNanos(1));
    assertThat(bench.asked()).containsExactly(1, 1, 0, 0);
    bench.loop.advance(seconds(5).minusNanos(1));
    assertThat(heard).isEmpty();
    // The profile gives one try of a read five seconds.
    bench.loop.advance(Duration.ofNanos(1));

    assertThat(UpstreamBench.text(heard)).isEqualTo("DEADLINE");
    assertThat(bench.asked()).containsExactly(1, 1, 0, 0);
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void timeThatAFailedTryDidNotUseIsLeftToTheOthers() {
    var bench = new UpstreamBench(2);
    bench.node(0).refusing();
    bench
        .node(1)
        .always(request -> request.in(Duration.ofMillis(2_600), () -> request.result("7")));
    var heard = bench.fetch(READ);
    bench.loop.advance(Duration.ofMillis(2_600));

    // Three tries are left after the first, of eight seconds.
    assertThat(UpstreamBench.text(heard)).contains("\"result\":7");
  }

  @Test
  void aMethodsOwnDeadlineBoundsATry() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(_ -> {});
    var trace = Calls.only(Calls.ICON, "debug", Calls.body("1", "debug_getTrace", ""));
    var heard = bench.fetch(trace);
    bench.loop.advance(seconds(7).minusNanos(1));
    assertThat(heard).isEmpty();
    bench.loop.advance(Duration.ofNanos(1));

    assertThat(UpstreamBench.text(heard)).isEqualTo("DEADLINE");
  }

  @Test
  void aNodesErrorBeatsAFailureOfOurs() {
    var bench = new UpstreamBench(3);
    bench.node(0).refusing();
    bench.node(1).always(request -> request.error(-32603, "broken inside"));
    bench.node(2).always(_ -> {});
    var heard = bench.fetch(READ);
    bench.loop.advance(READ_DEADLINE);

    assertThat(UpstreamBench.text(heard)).contains("broken inside");
    assertThat(bench.asked()).containsExactly(0, 1, 1);
  }

  @Test
  void aGoodAnswerBeatsEveryErrorBeforeIt() {
    var bench = new UpstreamBench(3);
    bench.node(0).always(request -> request.error(-31004, "NotFound: E1005:no block for x"));
    bench.node(1).always(request -> request.answer(500, "oops"));
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).contains("\"result\":\"0x1\"");
  }

  @Test
  void anErrorThatIsATrueAnswerIsNotAskedElsewhere() {
    var bench = new UpstreamBench(2);
    bench.node(0).always(request -> request.error(-32602, "InvalidParams"));
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).contains("InvalidParams");
    assertThat(((Reply.Answered) heard.getFirst()).text().status()).isEqualTo(400);
    assertThat(bench.asked()).containsExactly(1, 0);
  }

  @Test
  void noNodeUpIsNoNode() {
    var bench = new UpstreamBench(2);
    bench.view = Views.unknown(2);

    assertThat(UpstreamBench.text(bench.fetch(READ))).isEqualTo("NO_NODE");
    assertThat(UpstreamBench.text(bench.fetch(WRITE))).isEqualTo("NO_NODE");
    assertThat(bench.wire.connections()).isEmpty();
  }

  @Test
  void aReadAsksOnlyNodesAtTheNeededHeight() {
    var bench = new UpstreamBench(2);
    bench.view = Views.at(100, 99, 100);
    bench.fetch(READ);
    bench.fetch(WRITE);

    assertThat(bench.node(0).requests())
        .extracting(ScriptedRequest::method)
        .containsExactly("icx_sendTransaction");
    assertThat(bench.node(1).requests())
        .extracting(ScriptedRequest::method)
        .containsExactly("icx_getTotalSupply");
  }

  @Test
  void aNodeThatWentDownBetweenTriesIsNotAsked() {
    var bench = new UpstreamBench(2);
    bench.node(0).always(request -> request.in(seconds(1), () -> request.close(Cause.RESET)));
    var heard = bench.fetch(READ);
    bench.view = Views.unknown(2);
    bench.loop.advance(seconds(1));

    assertThat(UpstreamBench.text(heard)).isEqualTo("BAD_ANSWER");
    assertThat(bench.asked()).containsExactly(1, 0);
  }

  @Test
  void triesAreBounded() {
    var bench = new UpstreamBench(6);
    bench.scripts.forEach(ScriptedNode::refusing);
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).isEqualTo("NO_NODE");
    assertThat(bench.wire.connections()).hasSize(4);
  }

  @Test
  void noNodeIsTriedTwice() {
    var bench = new UpstreamBench(2);
    bench.scripts.forEach(node -> node.always(request -> request.answer(500, "")));
    bench.fetch(READ);

    assertThat(bench.asked()).containsExactly(1, 1);
  }

  @Test
  void aLateAnswerAfterATimeoutIsIgnored() {
    var bench = new UpstreamBench(2);
    bench.node(0).always(request -> request.in(seconds(5), () -> request.result("\"late\"")));
    bench.node(1).always(request -> request.in(Duration.ofMillis(100), () -> request.result("2")));
    var heard = bench.fetch(READ);
    bench.loop.advance(seconds(20));

    assertThat(UpstreamBench.text(heard)).contains("\"result\":2");
    assertThat(bench.wire.connections().getFirst().closedHere()).isTrue();
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void aNodeThatNeverLetsTheConnectionOpenIsLeftAtTheSharesEnd() {
    var bench = new UpstreamBench(2);
    bench.node(0).welcoming(_ -> {});
    var heard = bench.fetch(READ);
    bench.loop.advance(seconds(2));
    bench.wire.connections().getFirst().open();

    assertThat(UpstreamBench.text(heard)).contains("0x1");
    assertThat(bench.wire.connections().getFirst().written()).isEmpty();
  }

  @Test
  void aReadThatMetAClosingConnectionIsNotCountedAsTried() {
    var bench = new UpstreamBench(1);
    bench.fetch(READ);
    bench.node(0).once(request -> request.close(Cause.ENDED));
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).contains("0x1");
    assertThat(bench.asked()).containsExactly(3);
    assertThat(bench.nodes.getFirst().failures()).isZero();
  }

  @Test
  void aNodeThatKeepsClosingIsForgivenOnce() {
    var bench = new UpstreamBench(1);
    bench.fetch(READ);
    bench.node(0).always(request -> request.close(Cause.ENDED));
    var heard = bench.fetch(READ);

    assertThat(UpstreamBench.text(heard)).isEqualTo("BAD_ANSWER");
    assertThat(bench.asked()).containsExactly(3);
  }

  @Test
  void whatElseIsKeptToANodeThatClosedOneIsNotTriedEither() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(request -> request.in(seconds(1), () -> request.result("1")));
    for (var call = 0; call < 3; call++) {
      bench.begin(READ);
    }
    bench.loop.advance(seconds(1));
    assertThat(bench.wire.open()).isEqualTo(3);
    // The node restarts: what was kept is gone, which shows only as it is used.
    var old = bench.wire.connections();
    bench
        .node(0)
        .always(request -> {
          if (old.contains(request.connection())) {
            request.close(Cause.RESET);
          } else {
            request.result("2");
          }
        });

    assertThat(UpstreamBench.text(bench.fetch(READ))).contains("\"result\":2");
    assertThat(old).allMatch(ManualConnection::over);
  }

  @Test
  void anAnswerWithAnotherIdEndsItsConnection() {
    var bench = new UpstreamBench(1);
    bench
        .node(0)
        .once(request -> request.answer(200, "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":77}"));
    assertThat(UpstreamBench.text(bench.fetch(READ))).isEqualTo("BAD_ANSWER");

    assertThat(bench.wire.connections().getFirst().closedHere()).isTrue();
    assertThat(UpstreamBench.text(bench.fetch(READ))).contains("0x1");
  }

  @Test
  void whatCountsAgainstANodeMakesItLessLikely() {
    var bench = new UpstreamBench(2);
    bench.node(0).always(request -> request.answer(500, ""));
    bench.fetch(READ);
    assertThat(bench.nodes.getFirst().failures()).isOne();

    var now = bench.loop.clock().nanos();
    var failing = bench.nodes.getFirst();
    assertThat(failing.health().cost(now)).isGreaterThan(3 * (1.0 + failing.latencyNanos(now)));
    bench.loop.advance(seconds(60));
    var later = bench.loop.clock().nanos();
    assertThat(failing.health().cost(later)).isEqualTo(1.0 + failing.latencyNanos(later));
  }

  @Test
  void aRateLimitDoesNotCountAgainstTheNode() {
    var bench = new UpstreamBench(2);
    bench.node(0).always(request -> request.answer(429, ""));
    bench.fetch(READ);

    assertThat(bench.nodes.getFirst().failures()).isZero();
  }

  @Test
  void howLongAWaitWaitsSaysNothingAboutTheNode() {
    var bench = new UpstreamBench(1);
    var before = bench.nodes.getFirst().latencyNanos(bench.loop.clock().nanos());
    bench.node(0).always(request -> request.in(seconds(4), () -> request.result("1")));
    bench.fetch(WAIT);
    bench.loop.advance(seconds(4));

    assertThat(bench.nodes.getFirst().latencyNanos(bench.loop.clock().nanos())).isEqualTo(before);
  }

  @Test
  void connectionsThatNobodyUsesAreClosed() {
    var bench = new UpstreamBench(1);
    bench.upstream.start();
    bench.fetch(READ);
    assertThat(bench.wire.open()).isOne();
    bench.loop.advance(seconds(40));

    assertThat(bench.wire.open()).isZero();
  }

  @Test
  void permitsAreThoseOfTheCallsLane() {
    var bench = new UpstreamBench(1);
    bench.node(0).always(_ -> {});
    bench.fetch(WAIT);

    assertThat(bench.nodes.getFirst().permits(Lane.WAIT).taken()).isOne();
    assertThat(bench.nodes.getFirst().permits(Lane.READ).taken()).isZero();
    assertThat(bench.nodes.getFirst().inFlight()).isOne();
  }
}

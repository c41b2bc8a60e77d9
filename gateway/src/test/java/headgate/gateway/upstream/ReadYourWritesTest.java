package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.writes.SentTransactions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Calls about a transaction go to the node that took it, for some blocks. */
class ReadYourWritesTest {
  private static final String HASH = "0x" + "a".repeat(64);
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final Call ABOUT =
      Calls.icon("icx_getTransactionByHash", "{\"txHash\":\"" + HASH + "\"}");
  private static final Call WAIT =
      Calls.icon("icx_waitTransactionResult", "{\"txHash\":\"" + HASH + "\"}");
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");

  private final UpstreamBench bench = bench();

  private static final Duration USUAL = Duration.ofMillis(10);
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final LanesConfig HEDGED =
      new LanesConfig(
          new LaneConfig(100, UpstreamBench.CONNECT, Duration.ofSeconds(8), 4, true),
          UpstreamBench.LANES.writes(),
          UpstreamBench.LANES.waits());

  private static UpstreamBench bench() {
    var bench = new UpstreamBench(3, Calls.ICON, HEDGED);
    bench.hashing = _ -> HASH;
    return bench;
  }

  /** The last node takes the write; afterwards the first is the fastest again. */
  private void sendToLast() {
    bench.node(0).once(request -> request.error(-31001, "full"));
    bench.node(1).once(request -> request.answer(429, "later"));
    bench.fetch(WRITE);
    assertThat(bench.node(2).requests()).hasSize(1);
    bench.loop.advance(Duration.ofSeconds(2));
    bench.preferInOrder();
  }

  private List<String> askedLast() {
    return bench.node(2).requests().stream().map(ScriptedRequest::method).skip(1).toList();
  }

  @Test
  void callsAboutAnAcknowledgedTransactionGoToTheNodeThatTookIt() {
    sendToLast();
    bench.fetch(ABOUT);
    bench.fetch(WAIT);
    bench.fetch(READ);

    assertThat(askedLast())
        .containsExactly("icx_getTransactionByHash", "icx_waitTransactionResult");
  }

  @Test
  void afterSomeBlocksAnyNodeIsAsked() {
    sendToLast();
    bench.view = Views.up(3, 101 + SentTransactions.BLOCKS);
    bench.fetch(ABOUT);

    assertThat(askedLast()).isEmpty();
  }

  @Test
  void anotherNodeIsAskedWhereThatOneIsNotUp() {
    sendToLast();
    bench.view = Views.at(100, 100, 100, 90);
    bench.fetch(ABOUT);

    assertThat(askedLast()).isEmpty();
    assertThat(bench.node(0).requests().getLast().method()).isEqualTo("icx_getTransactionByHash");
  }

  @Test
  void aTakerThatIsABlockBehindIsWaitedForHalfASecond() {
    sendToLast();
    bench.view = Views.at(101, 101, 101, 100);
    bench.fetch(ABOUT);
    bench.loop.advance(Fetch.PATIENCE.minusMillis(20));
    assertThat(askedLast()).isEmpty();
    bench.view = Views.up(3, 101);
    bench.loop.advance(Duration.ofMillis(10));

    assertThat(askedLast()).containsExactly("icx_getTransactionByHash");
  }

  @Test
  void aTakerThatStaysBehindIsWaitedForNoLonger() {
    sendToLast();
    bench.view = Views.at(101, 101, 101, 100);
    bench.fetch(ABOUT);
    bench.loop.advance(Fetch.PATIENCE.plusMillis(20));

    assertThat(askedLast()).isEmpty();
    assertThat(bench.node(0).requests().getLast().method()).isEqualTo("icx_getTransactionByHash");
  }

  @Test
  void anotherNodeIsAskedWhereThatOneFails() {
    sendToLast();
    bench.node(2).always(request -> request.close(Cause.RESET));

    assertThat(UpstreamBench.text(bench.fetch(ABOUT))).contains("\"result\"");
    assertThat(askedLast()).containsExactly("icx_getTransactionByHash");
  }

  // ---- what other nodes say of it

  private void answersIn(int node, Duration time, Consumer<ScriptedRequest> answer) {
    bench.node(node).always(request -> request.in(time, () -> answer.accept(request)));
  }

  @Test
  void aSlowTakerIsNotOvertakenByANodeThatDoesNotKnowIt() {
    sendToLast();
    bench.usuallyTakes(ABOUT, USUAL);
    answersIn(0, USUAL, UpstreamBench::notFound);
    answersIn(1, USUAL, UpstreamBench::notFound);
    answersIn(2, SLOW, request -> request.result("\"known\""));
    var heard = bench.fetch(ABOUT);
    bench.loop.advance(SLOW);

    assertThat(UpstreamBench.text(heard)).contains("known");
    assertThat(askedLast()).containsExactly("icx_getTransactionByHash");
  }

  @Test
  void aNodeThatDoesNotKnowItDoesNotEndACallThatItsTakerWasAskedToo() {
    bench.usuallyTakes(ABOUT, USUAL);
    answersIn(0, SLOW, UpstreamBench::notFound);
    answersIn(2, SLOW.multipliedBy(2), request -> request.result("\"known\""));
    var heard = bench.fetch(ABOUT);
    bench.upstream.terms().sent().taken(HASH, 2, 100);
    bench.loop.advance(SLOW);
    assertThat(heard).isEmpty();
    bench.loop.advance(SLOW.multipliedBy(2));

    assertThat(UpstreamBench.text(heard)).contains("known");
    assertThat(bench.asked()).containsExactly(1, 0, 1);
  }

  @Test
  void whereTheTakerIsGoneAnotherOneIsAskedUntilOneKnowsIt() {
    sendToLast();
    bench.node(2).always(request -> request.close(Cause.RESET));
    bench.node(0).always(UpstreamBench::notFound);
    bench.node(1).always(request -> request.error(-31002, "Pending"));

    assertThat(UpstreamBench.text(bench.fetch(ABOUT))).contains("-31002");
  }

  @Test
  void whereTheTakerIsGoneAndTwoOthersDoNotKnowItThatIsTold() {
    sendToLast();
    bench.node(2).always(request -> request.close(Cause.RESET));
    bench.node(0).always(UpstreamBench::notFound);
    bench.node(1).always(UpstreamBench::notFound);

    assertThat(UpstreamBench.text(bench.fetch(ABOUT))).contains("not found tx");
    assertThat(bench.nodes.subList(0, 2)).allMatch(node -> node.failures() == 0);
  }

  @Test
  void whatItsTakerDoesNotKnowIsTold() {
    sendToLast();
    bench.node(2).always(UpstreamBench::notFound);

    assertThat(UpstreamBench.text(bench.fetch(ABOUT))).contains("not found tx");
    assertThat(askedLast()).containsExactly("icx_getTransactionByHash");
  }

  @Test
  void aTransactionThatWasRefusedIsNobodys() {
    bench.scripts.forEach(node -> node.always(request -> request.error(-31001, "full")));
    bench.fetch(WRITE);

    assertThat(bench.upstream.terms().sent().nodeOf(HASH, 100)).isNegative();
  }

  @Test
  void aTransactionThatWasFoundAfterALostAnswerIsOfWhoKnowsIt() {
    bench.node(0).always(request -> request.close(Cause.RESET));
    bench.node(1).aside(UpstreamBench.LOOKUP, request -> request.error(-31002, "Pending"));
    bench.fetch(WRITE);

    assertThat(bench.upstream.terms().sent().nodeOf(HASH, 100)).isOne();
  }

  @Test
  void aTransactionWhoseSenderWaitedInVainIsOfWhoTookIt() {
    bench.node(0).once(request -> request.error(-31001, "full"));
    bench.node(1).always(request -> request.error(-31006, "Timeout"));
    bench.fetch(Calls.icon("icx_sendTransactionAndWait", "{\"stepLimit\":\"0x1\"}"));

    assertThat(bench.upstream.terms().sent().nodeOf(HASH, 100)).isOne();
  }

  // ---- methods that a node does not offer

  private static void notEnabled(ScriptedRequest request) {
    request.error(-32601, "MethodNotFound: NotEnabled(waitTimeout=0)");
  }

  @Test
  void aNodeThatDoesNotOfferAMethodIsNotAskedForItForAWhile() {
    bench.node(0).always(ReadYourWritesTest::notEnabled);
    assertThat(UpstreamBench.text(bench.fetch(WAIT))).contains("\"result\"");
    assertThat(UpstreamBench.text(bench.fetch(WAIT))).contains("\"result\"");
    assertThat(bench.node(0).requests()).hasSize(1);
    bench.fetch(READ);
    assertThat(bench.node(0).requests()).as("other methods").hasSize(2);
    bench.loop.advance(Duration.ofMinutes(5));
    bench.preferInOrder();
    bench.fetch(WAIT);

    assertThat(bench.node(0).requests()).as("asked once more").hasSize(3);
    assertThat(bench.nodes.getFirst().failures()).isZero();
  }

  @Test
  void aSendThatWaitsGoesToANodeThatOffersIt() {
    var send = Calls.icon("icx_sendTransactionAndWait", "{\"stepLimit\":\"0x1\"}");
    bench.node(0).always(ReadYourWritesTest::notEnabled);

    assertThat(UpstreamBench.text(bench.fetch(send))).contains("\"result\"");
    assertThat(UpstreamBench.text(bench.fetch(send))).contains("\"result\"");
    assertThat(bench.asked()).as("found out once").containsExactly(1, 2, 0);
  }

  @Test
  void whereNobodyOffersAMethodOneNodeSaysSo() {
    bench.scripts.forEach(node -> node.always(ReadYourWritesTest::notEnabled));
    assertThat(UpstreamBench.text(bench.fetch(WAIT))).contains("NotEnabled");
    assertThat(UpstreamBench.text(bench.fetch(WAIT))).contains("NotEnabled");
    var before = bench.asked().stream().mapToInt(Integer::intValue).sum();
    assertThat(UpstreamBench.text(bench.fetch(WAIT))).contains("NotEnabled");

    assertThat(bench.asked().stream().mapToInt(Integer::intValue).sum()).isEqualTo(before + 1);
  }
}

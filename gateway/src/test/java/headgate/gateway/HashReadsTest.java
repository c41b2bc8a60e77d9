package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.RecordedAnswer;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads about a hash, whose answer holds for ever once it is there, but not before. */
class HashReadsTest {
  private static final String HASH = "0x" + "a".repeat(64);
  private static final String METHOD = "icx_getTransactionResult";
  private static final String ABOUT = body("1", METHOD, "{\"txHash\":\"" + HASH + "\"}");
  private static final String SEND = body("1", "icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final Duration SLOW = Duration.ofMillis(800);

  private final PipelineBench bench = new PipelineBench(3, 5);

  HashReadsTest() {
    bench.hash = HASH;
  }

  private static void notFound(ScriptedRequest request) {
    request.error(-31004, "NotFound: E1005:not found tx");
  }

  /** The nodes that were asked about the transaction, in their order. */
  private List<Long> asked() {
    return bench.nodes.stream()
        .map(node ->
            node.requests().stream().filter(request -> request.method().equals(METHOD)).count())
        .toList();
  }

  private long askedInAll() {
    return asked().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void whoAsksAtAHigherHeightIsNotToldWhatWasTrueBefore() {
    bench.nodes.forEach(
        node -> node.always(request -> request.in(SLOW, () -> request.error(-31003, "Executing"))));
    var early = bench.serve(ABOUT);
    bench.view = Views.up(3, 101);
    bench.nodes.forEach(
        node -> node.always(request -> request.result("{\"blockHeight\":\"0x64\"}")));
    var late = bench.serve(ABOUT);

    assertThat(late.body()).contains("0x64");
    bench.loop.advance(SLOW);
    assertThat(early.body()).contains("-31003");
    assertThat(askedInAll()).isEqualTo(2);
  }

  @Test
  void equalOnesAtOneHeightAreStillOneFetch() {
    bench.nodes.forEach(node ->
        node.always(
            request -> request.in(SLOW, () -> request.result("{\"blockHeight\":\"0x10\"}"))));
    var answers = IntStream.range(0, 100).mapToObj(_ -> bench.serve(ABOUT)).toList();
    bench.loop.advance(SLOW);

    assertThat(answers).allMatch(answer -> answer.body().contains("0x10"));
    assertThat(askedInAll()).isOne();
    assertThat(bench.counts()).isEqualTo(Map.of(METHOD + " miss", 1L, METHOD + " coalesced", 99L));
  }

  @Test
  void whoHasSentATransactionIsNotToldWhatANodeSaidThatHadNotHeardOfIt() {
    var slow = askedBeforeTheSend();
    bench.serve(SEND);
    var own = bench.serve(ABOUT);

    assertThat(own.body()).as("asked of who took it").contains("-31002");
    bench.loop.advance(SLOW);
    assertThat(slow.body()).contains("-31004");
  }

  /** Somebody asks about the transaction before it was sent; whoever is sent it knows it. */
  private RecordedAnswer askedBeforeTheSend() {
    bench.nodes.forEach(node ->
        node.always(request -> {
          if (request.method().equals(METHOD)) {
            request.in(SLOW, () -> notFound(request));
          } else {
            node.always(again -> again.error(-31002, "Pending"));
            request.result('"' + HASH + '"');
          }
        }));
    return bench.serve(ABOUT);
  }
}

package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.HeadView;
import headgate.gateway.testkit.RecordedAnswer;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The generation rises while a batch of reads and one write is on its way: a node was put in
 * quarantine, and what it has said may be false.
 *
 * <p>The batch keeps the height that it read on arrival, the write is sent once, and what was
 * fetched under the old generation is told to those who waited for it and to nobody after them.
 */
class GenerationChangeTest {
  private static final int READS = 12;
  private static final Duration SLOW = Duration.ofMillis(200);
  private static final String OLD = "\"old\"";
  private static final String NEW = "\"new\"";

  private final PipelineBench bench = new PipelineBench(2, 11);

  private static String read(int id) {
    return body(Integer.toString(id), "icx_getBalance", "{\"address\":\"hx" + id + "\"}");
  }

  private static String batch() {
    var send = body("99", "icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
    return IntStream.range(0, READS)
        .mapToObj(GenerationChangeTest::read)
        .collect(Collectors.joining(",", "[", "," + send + "]"));
  }

  /** Each node answers reads after a while with what it says then. */
  private void says(String result, Duration after) {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(after, () -> request.result(result)))
            .aside("icx_sendTransaction", request -> request.result("\"0xabc\"")));
  }

  private void generation(long generation) {
    var now = Views.up(2, 100);
    bench.view = new HeadView(generation, 100, bench.loop.clock().nanos(), now.nodes());
    bench.cache.startGeneration(generation);
  }

  private List<ScriptedRequest> received() {
    var all = new ArrayList<ScriptedRequest>();
    bench.nodes.stream().map(ScriptedNode::requests).forEach(all::addAll);
    return all;
  }

  private long sends() {
    return bench.nodes.stream().mapToLong(node -> node.asides().size()).sum();
  }

  private RecordedAnswer batchAcrossTheChange() {
    generation(1);
    says(OLD, SLOW);
    var answer = bench.serve(batch());
    assertThat(answer.complete()).isFalse();
    bench.loop.advance(SLOW.dividedBy(2));
    generation(2);
    says(NEW, SLOW);
    bench.loop.advance(SLOW.multipliedBy(3));
    return answer;
  }

  @Test
  void theWholeBatchIsAnsweredAtOneHeightAndItsWriteIsSentOnce() {
    var answer = batchAcrossTheChange();

    assertThat(answer.complete()).isTrue();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(IntStream.range(0, READS))
        .allMatch(id -> answer.body().contains("\"id\":" + id + "}"));
    assertThat(answer.body()).contains("\"result\":\"0xabc\",\"id\":99}").doesNotContain("error");
    assertThat(received())
        .hasSize(READS)
        .allMatch(request -> request.body().contains("\"height\":\"0x64\""));
    assertThat(sends()).isOne();
  }

  @Test
  void whatWasFetchedUnderTheOldGenerationServesNobodyAfterIt() {
    batchAcrossTheChange();
    var before = received().size();
    for (var id = 0; id < READS; id++) {
      var answer = bench.serve(read(id));
      bench.loop.advance(SLOW);
      assertThat(answer.body()).as("read %d", id).contains(NEW);
    }

    assertThat(received()).hasSize(before + READS);
  }

  @Test
  void whoComesAfterTheChangeDoesNotJoinAFetchOfTheOldGeneration() {
    generation(1);
    says(OLD, SLOW);
    bench.serve(batch());
    bench.loop.advance(SLOW.dividedBy(2));
    generation(2);
    says(NEW, SLOW);
    var after = bench.serve(read(0));
    bench.loop.advance(SLOW);

    assertThat(after.body()).contains(NEW);
  }

  @Test
  void whatTheNewGenerationHasKeptServesOnAfterTheOldFetchesEnd() {
    generation(1);
    says(OLD, SLOW.multipliedBy(2));
    bench.serve(read(0));
    generation(2);
    says(NEW, Duration.ofMillis(1));
    bench.serve(read(0));
    bench.loop.advance(Duration.ofMillis(1));
    bench.loop.advance(SLOW.multipliedBy(2));

    assertThat(bench.serve(read(0)).body()).contains(NEW);
    assertThat(received()).hasSize(2);
  }

  @Test
  void nothingIsHeldOnceTheBatchIsAnswered() {
    batchAcrossTheChange();

    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.counted()).isEqualTo(READS + 1L);
  }
}

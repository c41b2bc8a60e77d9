package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads that share a height, a kept answer or a fetch. */
class SharedReadsTest {
  private static final String SUPPLY = body("1", "icx_getTotalSupply", "");
  private static final String RESULT = "{\"jsonrpc\":\"2.0\",\"result\":\"0x1\",\"id\":1}\n";

  private final PipelineBench bench = new PipelineBench(2, 1);

  private static String balances(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            id -> body(Integer.toString(id), "icx_getBalance", "{\"address\":\"hx" + id + "\"}"))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void answersIn(Duration delay) {
    bench.nodes.forEach(
        node -> node.always(request -> request.in(delay, () -> request.result("\"0x1\""))));
  }

  @Test
  void whatWasAskedAtTheServingHeightServesUntilTheHeadMoves() {
    bench.serve(SUPPLY);
    bench.loop.advance(Duration.ofSeconds(30));
    bench.serve(SUPPLY);

    assertThat(bench.asked()).isOne();
  }

  @Test
  void aThousandCallersAtTheMomentOfExpiryCauseOneFetch() {
    answersIn(Duration.ofMillis(50));
    bench.serve(SUPPLY);
    bench.loop.advance(Duration.ofMillis(50));
    bench.view = Views.up(2, 101);
    var answers = IntStream.range(0, 1_000).mapToObj(_ -> bench.serve(SUPPLY)).toList();
    bench.loop.advance(Duration.ofMillis(50));

    assertThat(bench.asked()).isEqualTo(2);
    assertThat(answers).allMatch(answer -> answer.body().equals(RESULT));
    assertThat(bench.counts())
        .isEqualTo(Map.of("icx_getTotalSupply miss", 2L, "icx_getTotalSupply coalesced", 999L));
  }

  @Test
  void equalCallsOfABatchShareOneFetchAndKeepTheirIds() {
    var answer = bench.serve("[" + SUPPLY + "," + SUPPLY.replace("\"id\":1", "\"id\":\"b\"") + "]");

    assertThat(bench.asked()).isOne();
    assertThat(answer.body()).contains("\"id\":1}").contains("\"id\":\"b\"}");
  }

  @Test
  void allPinnedCallsOfABatchNameOneHeight() {
    bench.nodes.forEach(node ->
        node.always(request -> {
          bench.view = Views.up(2, 500);
          request.result("\"0x1\"");
        }));
    bench.serve(balances(20));

    assertThat(bench.nodes.stream().flatMap(node -> node.requests().stream()))
        .hasSize(20)
        .allMatch(request -> request.body().contains("\"height\":\"0x64\""));
  }

  /** Its turn comes only once the flight of its like has landed, which it had not met before. */
  @Test
  void whoComesToBoardAfterTheLandingFindsWhatWasKept() {
    answersIn(Duration.ofMillis(50));
    var eight = balances(8);
    var answer = bench.serve(eight.replace("]", "," + balances(1).substring(1)));
    bench.loop.advance(Duration.ofMillis(50));

    assertThat(bench.asked()).isEqualTo(8);
    assertThat(answer.complete()).isTrue();
    assertThat(answer.body()).contains("\"id\":7}").endsWith("\"id\":0}]\n");
    assertThat(bench.counts())
        .isEqualTo(Map.of("icx_getBalance miss", 8L, "icx_getBalance hit", 1L));
  }
}

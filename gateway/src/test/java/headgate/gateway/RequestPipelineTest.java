package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.RecordedAnswer;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestPipelineTest {
  private static final long SEED = 17;
  private static final String SUPPLY = body("1", "icx_getTotalSupply", "");
  private static final String SEND = body("1", "icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final String RESULT = "{\"jsonrpc\":\"2.0\",\"result\":\"0x1\",\"id\":1}\n";

  private final PipelineBench bench = new PipelineBench(2, 3);

  // ---- the cache

  @Test
  void anEqualReadAtTheSameHeightIsAHitWithItsOwnId() {
    assertThat(bench.serve(SUPPLY).body()).isEqualTo(RESULT);
    var second = bench.serve(body("\"b\"", "icx_getTotalSupply", ""));

    assertThat(second.body()).isEqualTo(RESULT.replace("\"id\":1", "\"id\":\"b\""));
    assertThat(bench.asked()).isOne();
    assertThat(bench.counts())
        .isEqualTo(Map.of("icx_getTotalSupply miss", 1L, "icx_getTotalSupply hit", 1L));
  }

  @Test
  void theNextHeightAsksAgain() {
    bench.serve(SUPPLY);
    bench.view = Views.up(2, 101);
    bench.serve(SUPPLY);

    assertThat(bench.asked()).isEqualTo(2);
  }

  @Test
  void aSecondAfterTheFetchBeganItIsAskedAgain() {
    var source = body("1", "btp_getSourceInformation", "");
    bench.nodes.forEach(node ->
        node.always(
            request -> request.in(Duration.ofMillis(400), () -> request.result("\"0x1\""))));
    bench.serve(source);
    bench.loop.advance(Duration.ofMillis(400));
    bench.loop.advance(Duration.ofMillis(600));
    bench.serve(source);
    assertThat(bench.asked()).isOne();
    bench.loop.advance(Duration.ofMillis(1));
    bench.serve(source);

    assertThat(bench.asked()).isEqualTo(2);
  }

  @Test
  void anAnswerThatCameAfterTheHeightMovedServesOnlyItsOwnHeight() {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofMillis(50), () -> request.result("\"0x1\""))));
    var first = bench.serve(SUPPLY);
    bench.view = Views.up(2, 101);
    bench.loop.advance(Duration.ofMillis(50));
    assertThat(first.body()).isEqualTo(RESULT);
    var second = bench.serve(SUPPLY);

    assertThat(second.complete()).isFalse();
    assertThat(bench.asked()).isEqualTo(2);
  }

  @Test
  void aNodesErrorIsPassedOnAndNeverKept() {
    bench.nodes.forEach(node -> node.always(request -> request.error(-30032, "Reverted(0)")));
    var answer = bench.serve(SUPPLY);
    bench.serve(SUPPLY);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Reverted(0)").endsWith("\"id\":1}\n");
    assertThat(bench.asked()).isEqualTo(2);
    assertThat(bench.counts()).isEqualTo(Map.of("icx_getTotalSupply node_error", 2L));
  }

  @Test
  void writeCallsNeverTouchTheCache() {
    bench.serve(SEND);
    bench.serve(SEND);

    assertThat(bench.asked()).isEqualTo(2);
    assertThat(bench.counts()).isEqualTo(Map.of("icx_sendTransaction passed", 2L));
  }

  @Test
  void anAnswerOfAnOldHeightIsKeptAcrossHeights() {
    var old = body("1", "icx_getBalance", "{\"height\":\"0x5\"}");
    bench.serve(old);
    bench.view = Views.up(2, 200);
    bench.loop.advance(Duration.ofHours(1));
    bench.serve(old);

    assertThat(bench.asked()).isOne();
  }

  // ---- what is refused

  @Test
  void aBodyThatIsNoRequestIsRefusedAndCountedOnce() {
    var answer = bench.serve("{");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("-32700").endsWith("\"id\":null}\n");
    assertThat(bench.counts()).isEqualTo(Map.of("other refused", 1L));
    assertThat(bench.asked()).isZero();
  }

  @Test
  void anUnknownMethodIsRefusedWithTheCallersId() {
    var answer = bench.serve(body("\"x\"", "icx_unknown", ""));

    assertThat(answer.body()).contains("-32601").endsWith("\"id\":\"x\"}\n");
    assertThat(bench.counts()).isEqualTo(Map.of("other refused", 1L));
  }

  @Test
  void noNodeIsAFailureOfTheMethod() {
    bench.view = Views.unknown(2);
    var answer = bench.serve(SUPPLY);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfterSeconds()).isOne();
    assertThat(answer.body()).contains("-32093");
    assertThat(bench.counts()).isEqualTo(Map.of("icx_getTotalSupply failed", 1L));
  }

  @Test
  void aLostWriteIsUnknownWithItsHash() {
    bench.nodes.forEach(node -> node.always(request -> request.close(Cause.RESET)));
    bench.nodes.forEach(node -> node.aside("icx_getTransactionResult", _ -> {}));
    var answer = bench.serve(SEND);
    bench.loop.advance(Duration.ofSeconds(15));

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("-32094").contains("\"data\":{\"txHash\":\"0xabc\"}");
    assertThat(bench.asked()).isOne();
    assertThat(bench.counts()).isEqualTo(Map.of("icx_sendTransaction unknown", 1L));
  }

  @Test
  void whenTheBudgetIsNearlySpentHitsAndWritesPassAndFetchesAreShed() {
    bench.serve(SUPPLY);
    bench.budget.take(1 << 20);

    assertThat(bench.serve(SUPPLY).body()).isEqualTo(RESULT);
    assertThat(bench.serve(SEND).body()).isEqualTo(RESULT);
    var shed = bench.serve(body("1", "icx_getBalance", "{}"));
    assertThat(shed.status()).isEqualTo(503);
    assertThat(shed.body()).contains("-32092");
  }

  // ---- notifications

  @Test
  void aNotificationIsNotExecuted() {
    var answer = bench.serve("{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(bench.asked()).isZero();
    assertThat(bench.counted()).isOne();
  }

  @Test
  void aSendWithoutAnIdIsExecutedAndItsAnswerDropped() {
    var answer = bench.serve("{\"jsonrpc\":\"2.0\",\"method\":\"icx_sendTransaction\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(bench.asked()).isOne();
    assertThat(bench.counts()).isEqualTo(Map.of("icx_sendTransaction passed", 1L));
  }

  // ---- batches

  private static String balances(int count) {
    var batch = new StringBuilder("[");
    for (var index = 0; index < count; index++) {
      batch.append(index == 0 ? "" : ",");
      batch.append(body("" + index, "icx_getBalance", "{\"address\":\"hx" + index + "\"}"));
    }
    return batch.append(']').toString();
  }

  @Test
  void aBatchHasEightCallsWithTheNodesAtMost() {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofMillis(10), () -> request.result("\"0x1\""))));
    var answer = bench.serve(balances(20));
    assertThat(bench.asked()).isEqualTo(8);
    assertThat(bench.permitsTaken()).isEqualTo(8);
    bench.loop.advance(Duration.ofMillis(10));
    assertThat(bench.asked()).isEqualTo(16);
    bench.loop.advance(Duration.ofMillis(20));

    assertThat(bench.asked()).isEqualTo(20);
    assertThat(answer.body()).startsWith("[{").contains("\"id\":0},{").endsWith("\"id\":19}]\n");
  }

  @Test
  void oneSlowItemBlocksNeitherAnothersRetryNorItsTurn() {
    var slow = "\"address\":\"hx0\"}";
    bench.nodes.forEach(node ->
        node.always(request -> {
          if (!request.body().contains(slow)) {
            request.result("\"0x1\"");
          }
        }));
    bench.nodes.getFirst().once(request -> request.close(Cause.RESET));
    var answer = bench.serve(balances(30));
    assertThat(bench.asked()).isEqualTo(31);
    assertThat(answer.complete()).isFalse();
    bench.loop.advance(Duration.ofSeconds(10));

    assertThat(answer.complete()).isTrue();
    assertThat(answer.body()).contains("-32095").contains("\"id\":29}");
  }

  @Test
  void allOfABatchReadOneView() {
    bench.nodes.forEach(node ->
        node.always(request -> {
          bench.view = Views.up(2, 500);
          request.result("\"0x1\"");
        }));
    bench.serve(balances(20));
    bench.view = Views.up(2, 100);
    bench.serve(balances(20));

    assertThat(bench.asked()).isEqualTo(20);
  }

  @Test
  void everyItemOfABatchIsCountedOnce() {
    var batch =
        "["
            + SUPPLY
            + ",7,"
            + SEND
            + ","
            + body("2", "icx_unknown", "")
            + ",{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\"},"
            + body("3", "icx_getBalance", "{\"Height\":1}")
            + "]";
    bench.serve(batch);

    assertThat(bench.counts())
        .isEqualTo(
            Map.of(
                "icx_getTotalSupply miss", 1L,
                "icx_getTotalSupply local", 1L,
                "icx_sendTransaction passed", 1L,
                "other refused", 3L));
    assertThat(bench.statistics.snapshot().reasons())
        .filteredOn(reason -> reason.count() > 0)
        .extracting(reason -> reason.reason() + " " + reason.count())
        .containsExactly("method_not_found 1", "params_ambiguous 1", "malformed 1");
  }

  @Test
  void whateverAMixtureComesToEveryItemIsAnsweredAndCountedOnce() {
    var random = new Random(SEED);
    var items = 0L;
    for (var round = 0; round < 200; round++) {
      var mixed = new PipelineBench(3, random.nextLong());
      mixed.nodes.forEach(node -> node.always(request -> anyhow(request, random)));
      var size = 1 + random.nextInt(30);
      items += size;
      var answer = mixed.serve(mixture(size, random));
      mixed.loop.advance(Duration.ofMinutes(3));

      assertThat(answer).as("seed %d, round %d", SEED, round).matches(RecordedAnswer::complete);
      assertThat(mixed.counted()).as("seed %d, round %d", SEED, round).isEqualTo(size);
      assertThat(mixed.permitsTaken()).isZero();
      assertThat(mixed.budget.used()).isZero();
    }
    assertThat(items).isGreaterThan(2_000);
  }

  private static String mixture(int size, Random random) {
    var some =
        List.of(SUPPLY, SEND, "7", body("2", "icx_unknown", ""), body("3", "icx_getBalance", "{}"));
    return Stream.generate(() -> some.get(random.nextInt(some.size())))
        .limit(size)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static void anyhow(ScriptedRequest request, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> request.close(Cause.RESET);
      case 1 -> request.error(-32603, "boom");
      case 2 -> request.answer(500, "");
      case 3 -> request.in(Duration.ofMillis(random.nextInt(9_000)), () -> request.result("1"));
      case 4 -> request.raw("garbage\r\n\r\n");
      default -> request.result("\"0x1\"");
    }
  }

  // ---- what a node sees

  @Test
  void theCallersOptionsReachOnlyTheMethodsThatKnowThem() {
    var options = Map.of("Icon-Options", "timeout=5,debug=true", "Cookie", "secret");
    bench.serve(body("1", "icx_waitTransactionResult", "{}"), options);
    bench.serve(SUPPLY, options);

    var heads =
        bench.nodes.stream()
            .flatMap(node -> node.requests().stream())
            .map(ScriptedRequest::head)
            .toList();
    assertThat(heads).hasSize(2);
    assertThat(heads).filteredOn(head -> head.contains("Icon-Options: timeout=5\r\n")).hasSize(1);
    assertThat(heads).noneMatch(head -> head.contains("debug") || head.contains("secret"));
  }

  @Test
  void afterEverythingNothingIsLeft() {
    bench.nodes.getFirst().once(request -> request.close(Cause.RESET));
    bench.nodes.getLast().once(_ -> {});
    bench.serve(balances(50));
    bench.serve(SEND);
    bench.loop.advance(Duration.ofMinutes(2));

    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.loop.timersSet()).isZero();
    assertThat(bench.budget.used()).isZero();
    assertThat(bench.counted()).isEqualTo(51);
  }
}

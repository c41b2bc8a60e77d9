package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What callers are told whose calls are not answered when the gateway is about to end. */
class LastCallTest {
  private static final String SUPPLY = body("1", "icx_getTotalSupply", "");
  private static final String SEND = body("1", "icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final String WAIT =
      body("1", "icx_waitTransactionResult", "{\"txHash\":\"0x" + "ab".repeat(32) + "\"}");

  private final PipelineBench bench = new PipelineBench(2, 3);

  private void stall() {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofSeconds(9), () -> request.result("\"0x1\""))));
  }

  @Test
  void aWaitEndsWithTheDeadlinesError() {
    stall();
    var caller = bench.begin(WAIT, Map.of());
    caller.lastCall();

    assertThat(caller.answer().complete()).isTrue();
    assertThat(caller.answer().body()).contains("-32095");
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void soDoesARead() {
    stall();
    var caller = bench.begin(SUPPLY, Map.of());
    caller.lastCall();

    assertThat(caller.answer().body()).contains("-32095");
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void theOutcomeOfAWriteThatHasLeftIsUnknownAndItIsNotCalledOff() {
    stall();
    var caller = bench.begin(SEND, Map.of());
    caller.lastCall();

    assertThat(caller.answer().body()).contains("-32094");
    assertThat(bench.permitsTaken()).isOne();
    bench.loop.advance(Duration.ofSeconds(9));
    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.asked()).isOne();
  }

  @Test
  void aWriteWhoseSenderWantsNoAnswerKeepsNoOthersOfItsBatchWaiting() {
    stall();
    var silent = SEND.replace("\"id\":1,", "");
    var caller = bench.begin("[" + silent + "," + SUPPLY + "]", Map.of());
    caller.lastCall();

    assertThat(caller.answer().complete()).isTrue();
    assertThat(caller.answer().body()).contains("-32095").doesNotContain("-32094");
    bench.loop.advance(Duration.ofSeconds(9));
    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.counts())
        .isEqualTo(Map.of("icx_sendTransaction unknown", 1L, "icx_getTotalSupply failed", 1L));
  }

  @Test
  void norItsOwnRequest() {
    stall();
    var caller = bench.begin(SEND.replace("\"id\":1,", ""), Map.of());
    caller.lastCall();

    assertThat(caller.answer().complete()).isTrue();
    assertThat(caller.answer().body()).isEmpty();
  }

  @Test
  void whatIsLeftOfABatchIsNotAskedAndEachOfItsCallsHasItsError() {
    stall();
    var calls =
        IntStream.range(0, 20)
            .mapToObj(item -> body("" + item, "icx_getBalance", "{\"address\":\"hx" + item + "\"}"))
            .collect(Collectors.joining(",", "[", "]"));
    var caller = bench.begin(calls, Map.of());
    caller.lastCall();

    assertThat(bench.asked()).isEqualTo(8);
    assertThat(caller.answer().body().split("-32095", -1)).hasSize(9);
    assertThat(caller.answer().body().split("-32092", -1)).hasSize(13);
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void afterAnAnswerNothingChanges() {
    var caller = bench.begin(SUPPLY, Map.of());
    caller.lastCall();

    assertThat(caller.answer().body()).contains("\"result\"");
    assertThat(bench.counts()).isEqualTo(Map.of("icx_getTotalSupply miss", 1L));
  }
}

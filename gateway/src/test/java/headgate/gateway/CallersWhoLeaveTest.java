package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of the calls of a caller whose connection ends. */
class CallersWhoLeaveTest {
  private static final String SUPPLY = body("1", "icx_getTotalSupply", "");
  private static final String SEND = body("1", "icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");

  private final PipelineBench bench = new PipelineBench(2, 3);

  private void stall() {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofSeconds(1), () -> request.result("\"0x1\""))));
  }

  @Test
  void theReadOfACallerThatLeavesIsCalledOff() {
    stall();
    var caller = bench.begin(SUPPLY, Map.of());
    assertThat(bench.permitsTaken()).isOne();
    caller.leave();

    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.counts()).isEqualTo(Map.of("icx_getTotalSupply abandoned", 1L));
    assertThat(caller.answer().complete()).isTrue();
  }

  @Test
  void theWriteOfACallerThatLeavesGoesOnAndIsCountedForWhatItCameTo() {
    stall();
    var caller = bench.begin(SEND, Map.of());
    caller.leave();
    assertThat(bench.permitsTaken()).isOne();
    bench.loop.advance(Duration.ofSeconds(1));

    assertThat(bench.counts()).isEqualTo(Map.of("icx_sendTransaction passed", 1L));
  }

  @Test
  void aSendWithoutAnIdIsSentAlthoughItsSenderLeft() {
    var soon = Duration.ofMillis(100);
    bench.nodes.forEach(
        node -> node.welcoming(connection -> bench.loop.schedule(soon, connection::open)));
    bench.begin(SEND.replace("\"id\":1", "\"id\":null"), Map.of()).leave();
    assertThat(bench.asked()).isZero();
    bench.loop.advance(soon);

    assertThat(bench.asked()).isOne();
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void whatIsLeftOfABatchIsNotAskedAtAll() {
    stall();
    var calls =
        IntStream.range(0, 20)
            .mapToObj(item -> body("" + item, "icx_getBalance", "{\"address\":\"hx" + item + "\"}"))
            .collect(Collectors.joining(",", "[", "]"));
    var caller = bench.begin(calls, Map.of());
    var asked = bench.asked();
    caller.leave();
    bench.loop.advance(Duration.ofMinutes(1));

    assertThat(asked).isEqualTo(8);
    assertThat(bench.asked()).isEqualTo(8);
    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.counts()).isEqualTo(Map.of("icx_getBalance abandoned", 20L));
  }

  @Test
  void aCallerThatLeavesAfterItsAnswerChangesNothing() {
    var caller = bench.begin(SUPPLY, Map.of());
    caller.leave();

    assertThat(bench.counts()).isEqualTo(Map.of("icx_getTotalSupply miss", 1L));
  }
}

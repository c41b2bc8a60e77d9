package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import headgate.gateway.testkit.ManualExchange;
import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A bug that shows only when a node has answered leaves no caller without an end. */
class BrokenWalkTest {
  private static final String SUPPLY = body("1", "icx_getTotalSupply", "");
  private static final String SEND = body("2", "icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");
  private static final String INTERNAL = "\"code\":-32603";
  private static final int BATCH = 40;

  private final PipelineBench bench = new PipelineBench(1, 3);
  private final BreakingLoop loop = new BreakingLoop(bench.loop);

  /** A loop that fails to tell the time as often as it is told to. */
  private static final class BreakingLoop implements Loop {
    private final ManualLoop sound;
    private int failures;

    BreakingLoop(ManualLoop sound) {
      this.sound = sound;
    }

    @Override
    public int index() {
      return sound.index();
    }

    @Override
    public void execute(Runnable task) {
      sound.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      return sound.schedule(delay, task);
    }

    @Override
    public boolean inLoop() {
      return sound.inLoop();
    }

    @Override
    public Clock clock() {
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("an injected bug");
      }
      return sound.clock();
    }
  }

  /** A request whose answer comes later, and meets so many failures. */
  private ManualExchange served(String body, int failures) {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofMillis(9), () -> request.result("\"0x1\""))));
    var exchange = bench.begin(new ManualExchange(loop, "v3", body));
    loop.failures = failures;
    bench.loop.advance(Duration.ofMillis(100));
    assertThat(loop.failures).isZero();
    assertThat(bench.permitsTaken()).isZero();
    return exchange;
  }

  @Test
  void aBugBehindTheFetchCostsTheCallAnError() {
    var answer = served(SUPPLY, 1).answer();

    assertThat(answer.complete()).isTrue();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains(INTERNAL, "\"id\":1");
    assertThat(bench.counted()).isOne();
  }

  @Test
  void theOtherCallsOfABatchGetTheirAnswers() {
    var answer = served("[" + SUPPLY + "," + SEND + "]", 1).answer();

    assertThat(answer.complete()).isTrue();
    assertThat(answer.body()).containsOnlyOnce(INTERNAL).containsOnlyOnce("\"result\":\"0x1\"");
  }

  @Test
  void aBugKeepsNoTurnOfABatch() {
    var calls = new StringBuilder("[").append(SEND);
    for (var index = 1; index < BATCH; index++) {
      calls.append(',').append(SEND);
    }
    var answer = served(calls + "]", 2 * BATCH / 4).answer();

    assertThat(answer.aborted()).isTrue();
    assertThat(bench.asked()).isEqualTo(BATCH);
  }

  @Test
  void whereNotEvenTheErrorCanBeToldTheConnectionIsBroken() {
    assertThat(served(SUPPLY, 2).answer().aborted()).isTrue();
  }

  @Test
  void whereTheAnswerCannotBeSentTheConnectionIsBroken() {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofMillis(9), () -> request.result("\"0x1\""))));
    var exchange = new ManualExchange(bench.loop, "v3", SUPPLY);
    exchange.answer().breakDown();
    bench.begin(exchange);
    bench.loop.advance(Duration.ofMillis(100));

    assertThat(exchange.answer().aborted()).isTrue();
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void anAnswerThatCannotBeKeptIsAnAnswerAllTheSame() {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofMillis(9), () -> request.result("\"0x1\""))));
    var answer = bench.serve(SUPPLY);
    bench.cacheBroken = true;
    bench.loop.advance(Duration.ofMillis(100));

    assertThat(answer.complete()).isTrue();
    assertThat(answer.body()).contains("\"result\":\"0x1\"");
  }
}

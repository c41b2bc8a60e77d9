package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.BODY;
import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.listen.held.ReadingPause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Whoever begins a body and does not end it is cut off at the deadline that held when its head was
 * there, whatever happens meanwhile.
 */
class BodyDeadlineTest {
  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final String UNFINISHED = post("a".repeat(500)).replaceFirst("a{400}$", "");

  private final ByteBudget budget = new ByteBudget(1_000_000);
  private final ConnectionBench bench = new ConnectionBench(budget);

  private void endsAfter(Duration deadline) {
    bench.advance(deadline.minus(SWEEP));
    assertThat(bench.open()).isTrue();
    bench.advance(SWEEP.multipliedBy(2));
    assertThat(bench.open()).isFalse();
    assertThat(bench.received()).isEmpty();
    assertThat(bench.exchanges).isEmpty();
  }

  private LimitsConfig bodiesWithin(Duration deadline) {
    var was = ConnectionBench.LIMITS;
    return new LimitsConfig(
        was.bodyBytesMax(),
        was.batchCallsMax(),
        was.depthMax(),
        was.headerDeadline(),
        deadline,
        was.idleDeadline(),
        was.writeDeadline(),
        was.connectionsMax(),
        was.connectionsPerAddressMax(),
        was.answerBytesMax(),
        was.bufferedBytesMax());
  }

  @Test
  void whoSendsNothingMoreIsCutOff() {
    bench.send(UNFINISHED);

    endsAfter(BODY);
  }

  @Test
  void whoDripsIsCutOffAtTheSameMoment() {
    bench.send(UNFINISHED);
    for (var second = 1; second < BODY.toSeconds() - 1; second++) {
      bench.advance(Duration.ofSeconds(1));
      bench.send("a");
    }

    endsAfter(Duration.ofSeconds(2));
  }

  @Test
  void aReloadNeitherPutsItOffNorDropsIt() {
    bench.send(UNFINISHED);
    bench.advance(BODY.dividedBy(2));
    bench.service = bench.serving(bodiesWithin(BODY.multipliedBy(10)), bench.exchanges::add);

    endsAfter(BODY.dividedBy(2));
  }

  @Test
  void whoWasHeldBackHasTheWholeTimeFromWhenItsHeadIsRead() {
    budget.take(850_000);
    bench.send(UNFINISHED);
    bench.advance(Duration.ofMillis(500));
    budget.giveBack(850_000);
    bench.advance(Duration.ofMillis(10));

    endsAfter(BODY);
  }

  @Test
  void whoIsHeldBackForAsLongAsMayBeIsCutOffToo() {
    budget.take(850_000);
    bench.send(UNFINISHED);
    bench.advance(ReadingPause.MAX);

    endsAfter(BODY);
  }

  @Test
  void theNextRequestOfAConnectionIsHeldToItToo() {
    bench.send(post("{}") + UNFINISHED);
    bench.advance(BODY);
    bench.answer(0, "{}");
    assertThat(bench.received()).endsWith("{}");

    bench.advance(BODY.minus(SWEEP));
    assertThat(bench.open()).isTrue();
    bench.advance(SWEEP.multipliedBy(2));
    assertThat(bench.open()).isFalse();
  }
}

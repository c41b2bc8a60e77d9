package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.listen.held.ReadingPause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** While the process holds too much, new requests wait for a moment; none waits for itself. */
class ReadingPauseTest {
  private static final Duration MOMENT = Duration.ofMillis(10);

  private final ByteBudget budget = new ByteBudget(1_000_000);
  private final ConnectionBench bench = new ConnectionBench(budget);

  private boolean reading() {
    return bench.channel.config().isAutoRead();
  }

  @Test
  void aRequestThatBeginsThenIsReadOnOnceThereIsRoom() {
    budget.take(850_000);
    bench.send(post("one"));
    bench.advance(MOMENT);
    assertThat(bench.exchanges).isEmpty();
    assertThat(reading()).isFalse();
    budget.giveBack(60_000);
    bench.advance(MOMENT);

    assertThat(bench.body(0)).isEqualTo("one");
    bench.answer(0, "1");
    assertThat(reading()).isTrue();
    assertThat(budget.used()).isEqualTo(790_000);
  }

  @Test
  void nobodyWaitsLongerThanASecond() {
    budget.take(850_000);
    bench.send(post("one"));
    bench.advance(ReadingPause.MAX.plusMillis(250));

    assertThat(bench.body(0)).isEqualTo("one");
  }

  @Test
  void halfARequestIsReadOnToo() {
    var request = post("one");
    budget.take(850_000);
    bench.send(request.substring(0, 9));
    assertThat(reading()).isFalse();
    budget.giveBack(850_000);
    bench.advance(MOMENT);
    assertThat(reading()).isTrue();
    bench.send(request.substring(9));

    assertThat(bench.body(0)).isEqualTo("one");
  }

  @Test
  void aBodyThatHasBegunGoesOn() {
    var request = post("x".repeat(5_000));
    bench.send(request.substring(0, 2_000));
    budget.take(850_000);
    bench.send(request.substring(2_000));

    assertThat(bench.body(0)).hasSize(5_000);
  }

  @Test
  void theNextRequestOfAConnectionWaitsAsTheFirstDoes() {
    bench.send(post("one") + post("two"));
    budget.take(850_000);
    bench.answer(0, "1");
    bench.advance(MOMENT);
    assertThat(bench.exchanges).hasSize(1);
    budget.giveBack(850_000);
    bench.advance(MOMENT);
    assertThat(bench.body(1)).isEqualTo("two");
    bench.answer(1, "2");

    assertThat(bench.received()).containsSubsequence("\r\n\r\n1", "\r\n\r\n2");
    assertThat(budget.used()).isZero();
  }

  @Test
  void whatIsKeptUnreadIsChargedAndGivenBack() {
    budget.take(850_000);
    bench.send(post("x".repeat(3_000)));
    assertThat(budget.used()).isEqualTo(853_000);
    bench.vanish();

    assertThat(budget.used()).isEqualTo(850_000);
    assertThat(bench.buffersHeld()).isZero();
    budget.giveBack(850_000);
    bench.advance(MOMENT);
    assertThat(bench.exchanges).isEmpty();
  }

  @Test
  void aCallerThatEndsItsSideIsAnsweredAllTheSame() {
    budget.take(850_000);
    bench.send(post("one"));
    bench.endInput();
    bench.answer(0, "1");

    assertThat(bench.received()).endsWith("\r\n\r\n1");
    assertThat(bench.open()).isFalse();
  }

  @Test
  void whereThereIsNoRoomEvenToWaitTheCallerIsToldAtOnce() {
    budget.take(950_000);
    bench.send(post("x".repeat(60_000)));

    assertThat(bench.received()).startsWith("HTTP/1.1 503 ").contains("\"code\":-32092");
    assertThat(budget.used()).isEqualTo(950_000);
  }

  @Test
  void anIdleConnectionIsLeftAlone() {
    budget.take(850_000);
    bench.advance(MOMENT);

    assertThat(reading()).isTrue();
  }
}

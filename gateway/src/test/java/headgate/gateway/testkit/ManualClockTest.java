package headgate.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualClock clock = new ManualClock();
  private final ManualLoop loop = new ManualLoop(0, clock);
  private final ManualLoop other = new ManualLoop(1, clock);
  private final List<String> seen = new ArrayList<>();

  private Runnable note(String word) {
    return () -> seen.add(word + "@" + clock.elapsed().toMillis());
  }

  @Test
  void eventsHappenAtTheirTimeAndThoseOfOneMomentInOrder() {
    loop.schedule(Duration.ofMillis(20), note("late"));
    other.schedule(Duration.ofMillis(10), note("first"));
    loop.schedule(Duration.ofMillis(10), note("second"));
    other.execute(note("task"));

    clock.advance(SECOND);

    assertThat(seen).containsExactly("task@0", "first@10", "second@10", "late@20");
    assertThat(clock.elapsed()).isEqualTo(SECOND);
  }

  @Test
  void whatFollowsFromAnEventHappensOnTheWay() {
    loop.schedule(SECOND, () -> loop.execute(note("then")));
    loop.schedule(SECOND, () -> loop.schedule(SECOND, note("later")));

    clock.advance(SECOND);
    assertThat(seen).containsExactly("then@1000");
    clock.advance(SECOND);
    assertThat(seen).containsExactly("then@1000", "later@2000");
  }

  @Test
  void aCancelledTimerNeverRunsAndIsNoLongerSet() {
    var timer = loop.schedule(SECOND, note("never"));
    assertThat(loop.timersSet()).isOne();
    timer.cancel();
    timer.cancel();

    clock.advance(SECOND);

    assertThat(seen).isEmpty();
    assertThat(loop.timersSet()).isZero();
    assertThat(clock.outstanding()).isZero();
  }

  @Test
  void theMonotonicScaleWrapsAroundWithoutHarm() {
    var before = clock.nanos();
    clock.advance(Duration.ofSeconds(5));

    assertThat(clock.nanos()).isNegative();
    assertThat(clock.nanos() - before).isEqualTo(5_000_000_000L);
  }

  @Test
  void whatSpinsIsCaught() {
    loop.execute(
        new Runnable() {
          @Override
          public void run() {
            loop.execute(this);
          }
        });

    assertThatThrownBy(clock::settle).hasMessageContaining("spins");
  }
}

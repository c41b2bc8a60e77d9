package headgate.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.seam.Loop;
import headgate.gateway.testkit.ManualClock;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameDelayTimersTest {
  private static final long DELAY = 1_000;

  private final ManualClock clock = new ManualClock();
  private final ArrayDeque<Runnable> alarms = new ArrayDeque<>();
  private final List<Long> waits = new ArrayList<>();
  private final List<String> came = new ArrayList<>();
  private final SameDelayTimers timers =
      new SameDelayTimers(
          DELAY,
          clock,
          (nanos, task) -> {
            waits.add(nanos);
            alarms.add(task);
          });

  private Loop.Timer add(String name) {
    return timers.add(() -> came.add(name));
  }

  /** So much time goes by, and the alarm comes. */
  private void after(long nanos) {
    clock.advance(Duration.ofNanos(nanos));
    alarms.remove().run();
  }

  @Test
  void eachComesAtItsTimeAndNoneBefore() {
    add("a");
    clock.advance(Duration.ofNanos(400));
    add("b");

    after(599);
    assertThat(came).isEmpty();
    after(1);
    assertThat(came).containsExactly("a");
    after(400);
    assertThat(came).containsExactly("a", "b");
    assertThat(waits).containsExactly(1_000L, 1L, 400L);
    assertThat(timers.idle()).isTrue();
  }

  @Test
  void onlyOneIsWaitedFor() {
    for (var index = 0; index < 100; index++) {
      add("n");
    }

    assertThat(alarms).hasSize(1);
    after(DELAY);
    assertThat(came).hasSize(100);
    assertThat(alarms).isEmpty();
  }

  @Test
  void whatIsCalledOffDoesNotCome() {
    var first = add("first");
    var middle = add("middle");
    add("stays");
    var last = add("last");
    first.cancel();
    middle.cancel();
    middle.cancel();
    last.cancel();
    add("new");

    after(DELAY);
    assertThat(came).containsExactly("stays", "new");
    first.cancel();
    assertThat(timers.idle()).isTrue();
  }

  @Test
  void allMayBeCalledOff() {
    add("a").cancel();
    assertThat(timers.idle()).isFalse();
    after(DELAY);
    assertThat(timers.idle()).isTrue();
    add("b");
    after(DELAY);
    assertThat(came).containsExactly("b");
  }

  @Test
  void aTaskMaySetOthersAndCallThemOff() {
    var victims = new ArrayList<Loop.Timer>();
    timers.add(() -> {
      victims.forEach(Loop.Timer::cancel);
      add("child");
    });
    victims.add(add("victim"));

    after(DELAY);
    assertThat(came).isEmpty();
    assertThat(alarms).hasSize(1);
    after(DELAY);
    assertThat(came).containsExactly("child");
  }

  @Test
  void aTimerThatIsOverHoldsNeitherItsTaskNorAnother() {
    var own = new WeakReference<>(new byte[1]);
    var next = new WeakReference<>(new byte[1]);
    var kept = holding(own);
    var other = holding(next);
    add("goes on");
    kept.cancel();
    other.cancel();
    other = kept;

    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while ((own.get() != null || next.get() != null) && System.nanoTime() < deadline) {
      System.gc();
    }
    assertThat(own.get()).isNull();
    assertThat(next.get()).isNull();
    after(DELAY);
    other.cancel();
    assertThat(came).containsExactly("goes on");
  }

  private Loop.Timer holding(WeakReference<byte[]> what) {
    var strongly = what.get();
    return timers.add(() -> came.add(Arrays.toString(strongly)));
  }

  @Test
  void aTaskThatBreaksTakesNobodyAlong() {
    timers.add(() -> {
      throw new IllegalStateException("a bug");
    });
    add("next");

    assertThatThrownBy(() -> after(DELAY)).isInstanceOf(IllegalStateException.class);
    after(0);
    assertThat(came).containsExactly("next");
  }
}

package headgate.gateway.listen.held;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.testkit.ManualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingPauseOrderTest {
  private final ManualLoop loop = new ManualLoop();
  private final ByteBudget budget = new ByteBudget(1_000);
  private final ReadingPause pause = new ReadingPause(loop, budget);
  private final List<String> resumed = new ArrayList<>();

  /** Takes so many bytes as soon as it goes on. */
  private boolean holds(String name, int bytes) {
    return pause.holds(() -> {
      resumed.add(name);
      budget.take(bytes);
    });
  }

  @Test
  void requestsGoOnInTheirOrderAndOnlyWhileThereIsRoom() {
    budget.take(900);
    assertThat(holds("a", 50)).isTrue();
    assertThat(holds("b", 60)).isTrue();
    assertThat(holds("c", 0)).isTrue();
    budget.giveBack(200);
    loop.settle();
    assertThat(resumed).containsExactly("a", "b");
    budget.giveBack(100);
    loop.settle();

    assertThat(resumed).containsExactly("a", "b", "c");
  }

  @Test
  void whoLeavesIsNotResumed() {
    ReadingPause.Paused leaving = () -> resumed.add("leaving");
    budget.take(900);
    assertThat(pause.holds(leaving)).isTrue();
    holds("staying", 0);
    pause.leave(leaving);
    budget.giveBack(900);
    loop.settle();

    assertThat(resumed).containsExactly("staying");
    assertThat(holds("late", 0)).isFalse();
  }
}

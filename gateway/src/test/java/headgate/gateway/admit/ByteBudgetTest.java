package headgate.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private static final int LARGE = 64 * 1024 + 1;

  private final ByteBudget budget = new ByteBudget(1_000_000);

  @Test
  void aBoundThatIsRaisedLetsThoseGoOnWhoWait() {
    var told = new ArrayList<String>();
    budget.take(900_000);
    budget.whenBelow80(() -> told.add("go on"));
    assertThat(told).isEmpty();

    budget.boundAt(2_000_000);

    assertThat(told).containsExactly("go on");
  }

  @Test
  void whatIsHeldBeyondALoweredBoundKeepsOthersOut() {
    budget.take(900_000);

    budget.boundAt(500_000);

    assertThat(budget.over95()).isTrue();
    assertThat(budget.tryTakeBody(1, 1)).isFalse();
    budget.giveBack(900_000);
    assertThat(budget.tryTakeBody(1, 1)).isTrue();
  }

  @Test
  void aSmallBodyIsTakenUpToTheWhole() {
    budget.take(999_000);

    assertThat(budget.tryTakeBody(1_001, 1_001)).isFalse();
    assertThat(budget.used()).isEqualTo(999_000);
    assertThat(budget.tryTakeBody(1_000, 1_000)).isTrue();
    assertThat(budget.tryTakeBody(1, 1)).isFalse();
  }

  @Test
  void aLargeBodyIsTakenUpToEightyPercent() {
    budget.take(800_000 - LARGE);
    assertThat(budget.tryTakeBody(LARGE, LARGE)).isTrue();
    budget.giveBack(LARGE);
    budget.take(1);

    assertThat(budget.tryTakeBody(LARGE, LARGE)).isFalse();
    assertThat(budget.tryTakeBody(LARGE - 1, LARGE - 1)).isTrue();
  }

  @Test
  void aBodyIsLargeByAllOfItAndNotByItsLastPiece() {
    budget.take(800_000);

    assertThat(budget.tryTakeBody(10, LARGE)).isFalse();
    assertThat(budget.tryTakeBody(10, 10)).isTrue();
  }

  @Test
  void answersAreAlwaysTaken() {
    budget.take(2_000_000);

    assertThat(budget.used()).isEqualTo(2_000_000);
    assertThat(budget.tryTakeBody(1, 1)).isFalse();
    budget.giveBack(2_000_000);
    assertThat(budget.tryTakeBody(1, 1)).isTrue();
  }

  @Test
  void fromNinetyFivePercentOnItIsNearlySpent() {
    budget.take(949_999);
    assertThat(budget.over95()).isFalse();
    budget.take(1);

    assertThat(budget.over95()).isTrue();
  }

  @Test
  void aTinyBudgetIsNotSpentBeforeItIsUsed() {
    var tiny = new ByteBudget(10);

    assertThat(tiny.over95()).isFalse();
    assertThat(tiny.tryTakeBody(10, 10)).isTrue();
    assertThat(tiny.over95()).isTrue();
  }

  @Test
  void underThreadsEverythingIsGivenBack() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(4)) {
      var running = new ArrayList<Future<?>>();
      for (var thread = 0; thread < 4; thread++) {
        running.add(
            threads.submit(() -> {
              for (var round = 0; round < 20_000; round++) {
                if (budget.tryTakeBody(300_000, 300_000)) {
                  budget.giveBack(300_000);
                }
              }
            }));
      }
      for (var one : running) {
        one.get();
      }
    }

    assertThat(budget.used()).isZero();
  }

  @Test
  void whoWaitsForRoomIsToldOnceWhenLessThanEightyPercentAreUsed() {
    var filling = new ByteBudget(1_000);
    var told = new ArrayList<String>();
    filling.take(800);
    assertThat(filling.over80()).isTrue();
    filling.whenBelow80(() -> told.add("a"));
    filling.whenBelow80(() -> told.add("b"));
    filling.take(100);
    filling.giveBack(100);
    assertThat(told).isEmpty();
    filling.giveBack(1);
    assertThat(told).containsExactly("a", "b");
    filling.take(1);
    filling.giveBack(1);

    assertThat(told).containsExactly("a", "b");
    assertThat(filling.over80()).isFalse();
  }

  @Test
  void whereThereIsRoomNobodyWaits() {
    var told = new ArrayList<String>();
    new ByteBudget(1_000).whenBelow80(() -> told.add("a"));

    assertThat(told).containsExactly("a");
  }

  @Test
  void aBodyThatFoundNoRoomWakesThoseItKeptWaiting() {
    var filling = new ByteBudget(1_000);
    var told = new ArrayList<String>();
    filling.take(799);
    // What is charged for a moment only must not leave a waiter behind.
    assertThat(filling.tryTakeBody(500, 500)).isFalse();
    filling.whenBelow80(() -> told.add("a"));

    assertThat(told).containsExactly("a");
  }
}

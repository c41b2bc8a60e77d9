package headgate.gateway.upstream.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TryBudgetTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final TryBudgets budgets = new TryBudgets();

  private void calls(int count, long nowNanos) {
    IntStream.range(0, count).forEach(_ -> budgets.called(nowNanos));
  }

  private static long taken(TryBudget budget, int wanted, long nowNanos) {
    return IntStream.range(0, wanted).filter(_ -> budget.tryTake(nowNanos)).count();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5_000_000_000_000L, -7_000_000_123L})
  void sixtyFourRetriesAtOnceAreAlwaysAllowed(long now) {
    assertThat(taken(budgets.retries(), 100, now)).isEqualTo(64);
    assertThat(budgets.retries().onTheirWay()).isEqualTo(64);
    budgets.retries().giveBack();

    assertThat(taken(budgets.retries(), 100, now)).isOne();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5_000_000_000_000L, -7_000_000_123L})
  void beyondThatAFifthOfTheCallsOfTheLastTenSeconds(long now) {
    calls(1_000, now);

    assertThat(taken(budgets.retries(), 1_000, now)).isEqualTo(200);
  }

  @Test
  void howMuchOfTheRoomIsUsedIsToldUntilNoneIsLeft() {
    assertThat(budgets.status(0).retryRoomUsed()).isZero();
    taken(budgets.retries(), 32, 0);
    assertThat(budgets.status(0).retryRoomUsed()).isEqualTo(0.5);
    taken(budgets.retries(), 100, 0);
    taken(budgets.hedges(), 5, 0);

    assertThat(budgets.status(0).retryRoomUsed()).isOne();
    assertThat(budgets.status(0).hedgeRoomUsed()).isEqualTo(0.5);
    assertThat(budgets.status(20 * SECOND).hedgeRoomUsed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5_000_000_000_000L, -7_000_000_123L})
  void whatIsLongerAgoThanTenSecondsDoesNotCount(long now) {
    calls(1_000, now);
    assertThat(taken(budgets.retries(), 1_000, now + 9 * SECOND)).isEqualTo(200);

    assertThat(taken(budgets.retries(), 1_000, now + 10 * SECOND)).as("no calls").isZero();
    calls(2_000, now + 11 * SECOND);
    assertThat(taken(budgets.retries(), 1_000, now + 11 * SECOND)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5_000_000_000_000L, -7_000_000_123L})
  void hedgesAreATwentiethOfTheCalls(long now) {
    calls(1_000, now);
    taken(budgets.retries(), 64, now);

    assertThat(taken(budgets.hedges(), 100, now)).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5_000_000_000_000L, -7_000_000_123L})
  void whereThatIsNextToNothingTenHedgesWithinTenSeconds(long now) {
    calls(1, now);
    for (var hedge = 0; hedge < 10; hedge++) {
      assertThat(budgets.hedges().tryTake(now)).isTrue();
      budgets.hedges().giveBack();
    }

    assertThat(budgets.hedges().tryTake(now + 9 * SECOND)).isFalse();
    assertThat(budgets.hedges().tryTake(now + 10 * SECOND)).isTrue();
  }
}

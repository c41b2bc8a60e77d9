package headgate.gateway.upstream.choice;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.upstream.choice.FallbackUse.Change;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FallbackUseTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long AFTER = 10 * SECOND;

  private final FallbackUse use = new FallbackUse(AFTER);

  private Change primaryFit(boolean fit, long nowNanos) {
    return use.look(fit, true, nowNanos);
  }

  @Test
  void itBeginsTheMomentThatNoPrimaryIsFitWhileAFallbackIs() {
    assertThat(primaryFit(true, 0)).isEqualTo(Change.NONE);
    assertThat(use.look(false, false, 1)).isEqualTo(Change.NONE);
    assertThat(use.inUse()).isFalse();
    assertThat(primaryFit(false, 2)).isEqualTo(Change.BEGAN);
    assertThat(use.inUse()).isTrue();
    assertThat(primaryFit(false, 3)).isEqualTo(Change.NONE);
  }

  @Test
  void itEndsOnceAPrimaryHasBeenFitForTheWholeTime() {
    primaryFit(false, 0);
    assertThat(primaryFit(true, SECOND)).isEqualTo(Change.NONE);
    assertThat(primaryFit(true, SECOND + AFTER - 1)).isEqualTo(Change.NONE);
    assertThat(use.inUse()).isTrue();
    assertThat(primaryFit(true, SECOND + AFTER)).isEqualTo(Change.ENDED);
    assertThat(use.inUse()).isFalse();
  }

  @Test
  void aBreakMakesTheTimeBeginAnew() {
    primaryFit(false, 0);
    primaryFit(true, SECOND);
    primaryFit(false, AFTER);
    primaryFit(true, AFTER + SECOND);
    assertThat(primaryFit(true, 2 * AFTER)).isEqualTo(Change.NONE);
    assertThat(primaryFit(true, 2 * AFTER + SECOND)).isEqualTo(Change.ENDED);
  }

  @Test
  void aPrimaryThatComesAndGoesNeverEndsIt() {
    var changes = 0;
    for (var second = 0; second < 100; second++) {
      changes += primaryFit(second % 4 != 0, second * SECOND) == Change.NONE ? 0 : 1;
    }
    assertThat(changes).isOne();
    assertThat(use.inUse()).isTrue();
  }

  @Test
  void aFallbackThatGoesTooDoesNotEndItSooner() {
    primaryFit(false, 0);
    use.look(true, false, SECOND);
    assertThat(use.look(true, false, AFTER)).isEqualTo(Change.NONE);
    assertThat(use.look(true, false, AFTER + SECOND)).isEqualTo(Change.ENDED);
  }

  @Test
  void itBeginsAgainAfterItsEnd() {
    primaryFit(false, 0);
    primaryFit(true, 0);
    primaryFit(true, AFTER);
    assertThat(primaryFit(false, AFTER + 1)).isEqualTo(Change.BEGAN);
    assertThat(primaryFit(true, AFTER + 2)).isEqualTo(Change.NONE);
    assertThat(use.inUse()).isTrue();
  }
}

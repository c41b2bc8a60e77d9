package headgate.gateway.upstream.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EjectionTest {
  private static final double MIDDLE = 0.5;

  private final Ejection ejection = new Ejection();
  private long now = -3_000_000_000L;

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private boolean fail(int call, int caller) {
    ejection.ended(caller, now);
    return ejection.failed(new Ejection.Failed(call, caller, now), MIDDLE);
  }

  /** Five failures of five calls and two callers. */
  private boolean failOften() {
    var ejected = false;
    for (var call = 1; call <= Ejection.FAILURES_LEAST; call++) {
      ejected |= fail(call, 1 + call % 2);
    }
    return ejected;
  }

  @Test
  void fiveFailuresOfDifferentCallsAndCallersEjectANode() {
    for (var call = 1; call < Ejection.FAILURES_LEAST; call++) {
      assertThat(fail(call, call)).isFalse();
      assertThat(ejection.ejected(now)).isFalse();
    }

    assertThat(fail(9, 9)).isTrue();
    assertThat(ejection.ejected(now)).isTrue();
  }

  @Test
  void oneCallAloneEjectsNobody() {
    for (var time = 0; time < 100; time++) {
      assertThat(fail(7, time)).isFalse();
    }
  }

  @Test
  void oneCallerOfSeveralEjectsNobody() {
    ejection.ended(1, now);
    ejection.ended(2, now);
    for (var call = 0; call < 100; call++) {
      assertThat(fail(call, 2)).isFalse();
    }
  }

  @Test
  void theOnlyCallerThereIsSpeaksForItself() {
    for (var call = 1; call < Ejection.FAILURES_LEAST; call++) {
      fail(call, 5);
    }

    assertThat(fail(9, 5)).isTrue();
  }

  @Test
  void aNodeThatMostlyAnswersIsNotEjected() {
    for (var end = 0; end < 11; end++) {
      ejection.ended(1 + end % 2, now);
    }
    for (var call = 1; call <= 10; call++) {
      assertThat(fail(call, 1 + call % 2)).isFalse();
    }

    assertThat(fail(11, 1)).as("half of its tries").isTrue();
  }

  @Test
  void failuresOfLongAgoDoNotCount() {
    for (var call = 1; call < Ejection.FAILURES_LEAST; call++) {
      fail(call, call);
    }
    pass(Duration.ofSeconds(10));

    assertThat(fail(9, 9)).isFalse();
  }

  @Test
  void itComesBackAfterFiveSecondsThenTenAndSoOnUpToFiveMinutes() {
    var expected = Ejection.SHORTEST;
    for (var time = 0; time < 10; time++) {
      assertThat(failOften()).isTrue();
      pass(expected.minusNanos(1));
      assertThat(ejection.ejected(now)).isTrue();
      pass(Duration.ofNanos(1));
      assertThat(ejection.ejected(now)).isFalse();
      var doubled = expected.multipliedBy(2);
      expected = doubled.compareTo(Ejection.LONGEST) > 0 ? Ejection.LONGEST : doubled;
    }
    assertThat(expected).isEqualTo(Ejection.LONGEST);
  }

  @Test
  void fiveMinutesWithoutAnEjectionMakeItBeginAnew() {
    failOften();
    failAgainAfter(Ejection.SHORTEST);
    pass(Duration.ofSeconds(10));
    pass(Ejection.LONGEST);
    failOften();
    pass(Ejection.SHORTEST);

    assertThat(ejection.ejected(now)).isFalse();
  }

  private void failAgainAfter(Duration time) {
    pass(time);
    assertThat(failOften()).isTrue();
  }

  @Test
  void chanceMakesTheTimeAFifthLongerOrShorter() {
    assertThat(lengthWith(0)).isEqualTo(Duration.ofSeconds(4));
    assertThat(lengthWith(1)).isEqualTo(Duration.ofSeconds(6));
  }

  private static Duration lengthWith(double jitter) {
    var ejection = new Ejection();
    for (var call = 1; call <= Ejection.FAILURES_LEAST; call++) {
      ejection.ended(call, 0);
      ejection.failed(new Ejection.Failed(call, call, 0), jitter);
    }
    var at = 0L;
    while (ejection.ejected(at)) {
      at += Duration.ofMillis(500).toNanos();
    }
    return Duration.ofNanos(at);
  }

  @Test
  void afterItsReturnItsShareGrowsForHalfAMinute() {
    assertThat(ejection.share(now)).isEqualTo(1);
    failOften();
    pass(Ejection.SHORTEST);
    assertThat(ejection.share(now)).isEqualTo(0.1);
    pass(Duration.ofSeconds(15));
    assertThat(ejection.share(now)).isBetween(0.54, 0.56);
    pass(Duration.ofSeconds(15));

    assertThat(ejection.share(now)).isEqualTo(1);
  }
}

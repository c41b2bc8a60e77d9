package headgate.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long INTERVAL = 20 * SECOND;

  private final Pulse pulse = new Pulse(INTERVAL);

  @Test
  void whoAnswersLivesForEver() {
    for (var beat = 1; beat < 1_000; beat++) {
      assertThat(pulse.beat(beat * INTERVAL)).isTrue();
      pulse.alive();
    }
  }

  @Test
  void whoIsSilentForTwoIntervalsAfterAPingIsGone() {
    assertThat(pulse.beat(INTERVAL)).isTrue();
    assertThat(pulse.beat(2 * INTERVAL)).isTrue();
    assertThat(pulse.beat(3 * INTERVAL)).isFalse();
  }

  @Test
  void oneSignOfLifeBeginsAnew() {
    pulse.beat(INTERVAL);
    pulse.beat(2 * INTERVAL);
    pulse.alive();

    assertThat(pulse.beat(3 * INTERVAL)).isTrue();
    assertThat(pulse.beat(4 * INTERVAL)).isTrue();
    assertThat(pulse.beat(5 * INTERVAL)).isFalse();
  }

  @Test
  void dataBeforeThePingBuysTimeToWorkThroughIt() {
    pulse.sent(16 * 1024 * 60);

    assertThat(pulse.beat(INTERVAL)).isTrue();
    assertThat(pulse.beat(5 * INTERVAL)).isTrue();
    assertThat(pulse.beat(6 * INTERVAL)).isFalse();
  }

  @Test
  void dataAfterThePingBuysNone() {
    pulse.beat(INTERVAL);
    pulse.sent(16 * 1024 * 60);

    assertThat(pulse.beat(3 * INTERVAL)).isFalse();
  }

  @Test
  void dataBeforeAnAnsweredPingBuysNone() {
    pulse.sent(16 * 1024 * 60);
    pulse.beat(INTERVAL);
    pulse.alive();

    assertThat(pulse.beat(2 * INTERVAL)).isTrue();
    assertThat(pulse.beat(4 * INTERVAL)).isFalse();
  }

  @Test
  void noAmountOfDataBuysMoreThanBuffersHold() {
    pulse.sent(Long.MAX_VALUE / 2);
    pulse.beat(0);

    assertThat(pulse.beat(551 * SECOND)).isTrue();
    assertThat(pulse.beat(552 * SECOND)).isFalse();
  }
}

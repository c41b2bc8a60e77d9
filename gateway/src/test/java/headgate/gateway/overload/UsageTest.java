package headgate.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.address.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  private static final long SECOND = 1_000_000_000;
  private static final IpAddress CUSTOMER = IpAddress.parse("203.0.113.7");

  private final Usage usage = new Usage(42, 0);

  private int steady(IpAddress customer, int perSecond, long from) {
    var octave = 0;
    for (var call = 0; call < 60 * perSecond; call++) {
      octave = usage.add(customer, 1, from + call * SECOND / perSecond);
    }
    return octave;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,2", "12,4", "100,7", "1000,10"})
  void aSteadyRateHasItsOctave(int perSecond, int octave) {
    assertThat(steady(CUSTOMER, perSecond, 0)).isBetween(octave - 1, octave);
  }

  @Test
  void whatWasAskedForFades() {
    var busy = steady(CUSTOMER, 1_000, 0);

    assertThat(usage.add(CUSTOMER, 1, 70 * SECOND)).isEqualTo(busy - 2);
    assertThat(usage.add(CUSTOMER, 1, 300 * SECOND)).isZero();
  }

  @Test
  void heavyCallsCountAsManyLightOnes() {
    var heavy = usage.add(CUSTOMER, 1_000_000, SECOND);

    assertThat(heavy).isEqualTo(Usage.OCTAVES - 1);
  }

  @Test
  void aClockThatIsAMomentBehindTakesNothingAway() {
    usage.add(CUSTOMER, 10_000, 10 * SECOND);

    assertThat(usage.add(CUSTOMER, 1, 9 * SECOND)).isGreaterThan(8);
  }

  /** A thousand abusers raise hardly anybody else, since a bucket is shared in one row only. */
  @Test
  void othersAreNotTakenForAbusers() {
    for (var abuser = 0; abuser < 1_000; abuser++) {
      usage.add(IpAddress.parse("198.51." + (abuser >> 8) + "." + (abuser & 255)), 10_000, SECOND);
    }
    var mistaken = 0;
    for (var other = 0; other < 1_000; other++) {
      var address = IpAddress.parse("203.0." + (other >> 8) + "." + (other & 255));
      mistaken += usage.add(address, 1, SECOND) > 1 ? 1 : 0;
    }

    assertThat(mistaken).isLessThan(20);
  }
}

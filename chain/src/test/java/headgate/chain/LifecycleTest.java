package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.head.EpochUnit;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  private static final String DIGITS = "ab".repeat(32);

  @Test
  void theLastBlockIsKnownByItsHashHoweverANodeWritesIt() {
    var frozen = new Lifecycle.Frozen(7, "0x" + DIGITS);
    assertThat(frozen.isFinalHash("0x" + DIGITS)).isTrue();
    assertThat(frozen.isFinalHash(DIGITS)).isTrue();
    assertThat(frozen.isFinalHash("0x" + "AB".repeat(32))).isTrue();
    assertThat(frozen.isFinalHash("0x" + "ac".repeat(32))).isFalse();
    assertThat(frozen.isFinalHash("")).isFalse();
  }

  @Test
  void aBlocksTimeIsCountedInTheChainsUnit() {
    var instant = Instant.parse("2026-11-22T07:00:46.257544Z");
    assertThat(EpochUnit.MICROSECONDS.instant(1_795_330_846_257_544L)).isEqualTo(instant);
    assertThat(EpochUnit.MILLISECONDS.instant(1_795_330_846_257L))
        .isEqualTo(Instant.parse("2026-11-22T07:00:46.257Z"));
    assertThat(EpochUnit.SECONDS.instant(1_795_330_846L))
        .isEqualTo(Instant.parse("2026-11-22T07:00:46Z"));
  }
}

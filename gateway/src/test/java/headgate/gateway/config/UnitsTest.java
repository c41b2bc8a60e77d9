package headgate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "17, 17", "17B, 17", "64KiB, 65536", "1MiB, 1048576", "2GiB, 2147483648"})
  void sizesHaveBinaryUnits(String text, long bytes) {
    assertThat(Units.parseBytes(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5MiB", "64MB", "64 MiB", "64mib", "9999999999GiB", "01"})
  void whatIsNoSizeIsNone(String text) {
    assertThat(Units.parseBytes(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "500ms, 500", "15s, 15000", "2m, 120000", "1h, 3600000"})
  void durationsHaveUnits(String text, long millis) {
    assertThat(Units.parseDuration(text)).hasValue(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-1s", "1.5s", "5 s", "5sec", "1d", "PT5S"})
  void whatIsNoDurationIsNone(String text) {
    assertThat(Units.parseDuration(text)).isEmpty();
  }

  @Test
  void bothPrintAsTheyAreRead() {
    assertThat(Units.bytes(64L << 20)).isEqualTo("64MiB");
    assertThat(Units.bytes(1000)).isEqualTo("1000B");
    assertThat(Units.bytes(0)).isEqualTo("0B");
    assertThat(Units.duration(Duration.ofSeconds(90))).isEqualTo("90s");
    assertThat(Units.duration(Duration.ofMillis(1500))).isEqualTo("1500ms");
    assertThat(Units.duration(Duration.ZERO)).isEqualTo("0ms");
  }
}

package headgate.chain.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "0ms, PT0S",
    "500ms, PT0.5S",
    "2s, PT2S",
    "90s, PT1M30S",
    "5m, PT5M",
    "36h, PT36H",
    "2d, PT48H"
  })
  void aDurationIsReadAndWrittenInTheSameForm(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
    assertThat(Durations.format(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "1.5s", "-1s", "01s", "1 s", "1S", "1234567890s", "1s "})
  void anythingElseIsNoDuration(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\" is not a duration");
  }

  @ParameterizedTest
  @CsvSource({"0B, 0", "1000B, 1000", "64KiB, 65536", "1MiB, 1048576", "3GiB, 3221225472"})
  void aSizeIsReadAndWrittenInTheSameForm(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "B", "1KB", "1kib", "-1B", "01B", "1.5MiB", "1234567890B"})
  void anythingElseIsNoSize(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\" is not a size");
  }

  @Test
  void aSizeAboveAnArraysIsRefusedAsInt() {
    assertThat(new ByteSize(Integer.MAX_VALUE).bytesAsInt()).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> new ByteSize(1L << 31).bytesAsInt()).hasMessage("2GiB is above 2 GiB");
  }

  @ParameterizedTest
  @CsvSource({"pni, pin", "Pin, pin", "wieght, weight", "answerHieght, answerHeight", "hah, hash"})
  void theNearestNameIsFoundForASlip(String typed, String meant) {
    var known = List.of("pin", "weight", "answerHeight", "hash", "scope");
    assertThat(NearestName.of(typed, known)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zzz", "height-of-things", "", "z"})
  void noNameIsFoundForSomethingElse(String typed) {
    assertThat(NearestName.of(typed, List.of("pin", "weight", "m"))).isEmpty();
  }
}

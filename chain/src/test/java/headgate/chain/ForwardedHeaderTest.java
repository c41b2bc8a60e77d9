package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedHeaderTest {

  private static final ForwardedHeader OPTIONS =
      ChainProfiles.builtIn("icon").headers().values().iterator().next();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "timeout=100|timeout=100",
        "debug=true|``",
        "timeout=100,debug=true|timeout=100",
        "debug=1,timeout=5,debug=t|timeout=5",
        "timeout=1,timeout=2|timeout=2",
        "timeout=-5|timeout=-5",
        "timeout|timeout=",
        "Timeout=5|``",
        "` timeout=5`|``",
        "`timeout=5 `|``",
        "timeout=5;debug=true|``",
        ",,timeout=5,,|timeout=5",
        "``|``"
      })
  void onlyKnownOptionsWithPlainValuesAreForwarded(String value, String forwarded) {
    assertThat(OPTIONS.forwarded(value)).isEqualTo(forwarded);
  }

  @Test
  void noLineEndIsForwarded() {
    assertThat(OPTIONS.forwarded("timeout=5\r\nX: y")).isEmpty();
    assertThat(OPTIONS.forwarded("timeout=5\n")).isEmpty();
  }

  @Test
  void aLongValueIsNotForwarded() {
    assertThat(OPTIONS.forwarded("timeout=" + "1".repeat(32))).hasSize(40);
    assertThat(OPTIONS.forwarded("timeout=" + "1".repeat(33))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"timeout=100, 100", "'timeout=1,timeout=+2', 2", "'debug=true,timeout=0', 0"})
  void theTimeoutIsRead(String value, long millis) {
    assertThat(OPTIONS.timeoutMillis(value)).hasValue(millis);
  }

  @ParameterizedTest
  @CsvSource({"timeout=-5", "timeout=", "timeout=1s", "debug=true", "timeout=1111111111111111111"})
  void whatIsNoTimeoutTellsNone(String value) {
    assertThat(OPTIONS.timeoutMillis(value)).isEmpty();
  }

  @Test
  void aHeaderWithoutATimeoutTellsNone() {
    var header = new ForwardedHeader(Set.of("timeout"), null);
    assertThat(header.timeoutMillis("timeout=5")).isEmpty();
    assertThat(header.forwarded("timeout=5")).isEqualTo("timeout=5");
  }
}

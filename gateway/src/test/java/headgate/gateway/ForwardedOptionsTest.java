package headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualExchange;
import headgate.gateway.testkit.ManualLoop;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedOptionsTest {
  private static final String WAIT = "icx_waitTransactionResult";

  private final ForwardedOptions options = new ForwardedOptions(Calls.ICON.headers());

  private @Nullable String forwarded(String method, String sent) {
    return options.of(Calls.icon(method, ""), exchange(Map.of("Icon-Options", sent)));
  }

  private static ManualExchange exchange(Map<String, String> headers) {
    return new ManualExchange(new ManualLoop(), "v3", "", headers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout=5000            | Icon-Options: timeout=5000",
        "timeout=5000,debug=true | Icon-Options: timeout=5000",
        "debug=true,timeout=5000 | Icon-Options: timeout=5000",
        "timeout=1,timeout=2     | Icon-Options: timeout=2",
        "a=b,timeout=7,c         | Icon-Options: timeout=7"
      })
  void onlyOptionsOfTheProfilePass(String sent, String expected) {
    assertThat(forwarded(WAIT, sent)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debug=true",
        "DEBUG=true",
        "",
        ",",
        "Timeout=5",
        "timeout =5",
        "timeout=5\r\nX: y",
        "timeout=5\nX: y",
        "timeout=5;debug=true",
        "timeout=\"5\"",
        "timeout=5 5",
        "timeout=\u0665",
        "timeout=123456789012345678901234567890123"
      })
  void oddOptionsDoNotPass(String sent) {
    assertThat(forwarded(WAIT, sent)).isNull();
  }

  @Test
  void aLongHeaderIsNotLookedAt() {
    assertThat(forwarded(WAIT, "timeout=5," + "x".repeat(247))).isNull();
    assertThat(forwarded(WAIT, "timeout=5," + "x".repeat(246)))
        .isEqualTo("Icon-Options: timeout=5");
  }

  @Test
  void methodsThatKnowNoHeaderGetNone() {
    assertThat(forwarded("icx_getBalance", "timeout=5")).isNull();
    assertThat(forwarded("icx_sendTransaction", "timeout=5")).isNull();
  }

  @Test
  void whatTheCallerDidNotSendIsNotMadeUp() {
    assertThat(options.of(Calls.icon(WAIT, ""), exchange(Map.of()))).isNull();
  }
}

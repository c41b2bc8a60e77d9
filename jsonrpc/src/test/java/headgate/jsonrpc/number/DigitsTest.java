package headgate.jsonrpc.number;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
  private final byte[] bytes = new byte[21];

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 9, 10, 15, 16, 99, 100, 255, 256, 4_095, 1_000_000, Long.MAX_VALUE})
  void writesWhatJavaWrites(long number) {
    var decimals = Digits.decimals(number);
    assertThat(Digits.putDecimal(number, decimals, bytes, 1)).isEqualTo(1 + decimals);
    assertThat(new String(bytes, 1, decimals, US_ASCII)).isEqualTo(Long.toString(number));

    var hexadecimals = Digits.hexadecimals(number);
    assertThat(Digits.putHex(number, hexadecimals, bytes, 2)).isEqualTo(2 + hexadecimals);
    assertThat(new String(bytes, 2, hexadecimals, US_ASCII)).isEqualTo(Long.toHexString(number));
  }
}

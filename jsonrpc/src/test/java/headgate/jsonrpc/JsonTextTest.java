package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTextTest {

  @Test
  void stringsAreDecoded() {
    assertThat(decode("\"\"")).isEmpty();
    assertThat(decode("\"icx_call\"")).isEqualTo("icx_call");
    assertThat(decode("\"\\u0041\\n\u00e9\ud83d\ude00\\ud83d\\ude00\""))
        .isEqualTo("A\n\u00e9\ud83d\ude00\ud83d\ude00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "{}", "[\"a\"]", "\""})
  void onlyStringsAreDecoded(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> decode(json));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"call\", call, true",
        "\"\\u0063all\", call, true",
        "\"c\\u0061ll\", call, true",
        "\"call \", call, false",
        "\"cal\", call, false",
        "\"calls\", call, false",
        "\"Call\", call, false",
        "\"\", ``, true",
        "call, call, false",
        "[\"call\"], call, false"
      })
  void textIsComparedDecoded(String json, String ascii, boolean equal) {
    byte[] bytes = json.getBytes(UTF_8);
    assertThat(JsonText.isText(bytes, 0, bytes.length, ascii)).isEqualTo(equal);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"0x0\", 0",
        "\"0x1f\", 31",
        "\"0xffffff\", 16777215",
        "\"0x7fffffffffffffff\", 9223372036854775807",
        "0, 0",
        "321, 321",
        "9223372036854775807, 9223372036854775807",
        "\"321\", 321"
      })
  void heightsAreRead(String json, long height) {
    assertThat(height(json)).isEqualTo(height);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"0x\"",
        "\"0X1\"",
        "\"0x0a\"",
        "\"0x00\"",
        "\"0xA\"",
        "\"0xg\"",
        "\"0x8000000000000000\"",
        "\"0xfffffffffffffffff\"",
        "\"-0x1\"",
        "\"latest\"",
        "\"\"",
        "\" 1\"",
        "-1",
        "1.0",
        "1e3",
        "9223372036854775808",
        "99999999999999999999",
        "01",
        "0x1",
        "null",
        "true",
        "{}",
        "[1]",
        "\"a\"",
        "\"\\u0030x1\""
      })
  void everythingElseIsNoHeight(String json) {
    assertThat(height(json)).isEqualTo(-1);
  }

  private static String decode(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return JsonText.decode(bytes, 0, bytes.length);
  }

  private static long height(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return JsonText.height(bytes, 0, bytes.length);
  }
}

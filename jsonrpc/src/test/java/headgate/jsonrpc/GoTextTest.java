package headgate.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The right-hand sides were printed by Go: {@code %q} with goloop's exchange of quotes, and {@code
 * encoding/json}.
 */
final class GoTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "foo | 'foo'",
        "a\"b | 'a\\'b'",
        "a'b | 'a'b'",
        "a\\b | 'a\\\\b'",
        "`\u0007\b\f\n\r\t\u000b` | '\\a\\b\\f\\n\\r\\t\\v'",
        "`\u0000\u001f\u007f` | '\\x00\\x1f\\x7f'",
        "\u00e9 | '\u00e9'",
        "\u200b | '\\u200b'",
        "`\u2028` | '\\u2028'",
        "`\u00a0` | '\\u00a0'",
        "\ud83d\ude00 | '\ud83d\ude00'",
        "\udb40\udc01 | '\\U000e0001'",
        "\ufeff | '\\ufeff'",
        "\ue000 | '\\ue000'",
        "\u0378 | '\\u0378'",
        "e\u0301 | 'e\u0301'"
      })
  void namesAreQuotedAsGoQuotesThem(String name, String quoted) {
    assertThat(GoText.quotedName(name)).isEqualTo(quoted);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "foo | \"foo\"",
        "a\"b | \"a\\\"b\"",
        "a\\b | \"a\\\\b\"",
        "`\u0007\n\r\t\u000b` | \"\\u0007\\n\\r\\t\\u000b\"",
        "`\u0000\u001f\u007f` | \"\\u0000\\u001f\u007f\"",
        "`\u2028\u2029` | \"\\u2028\\u2029\"",
        "\ud83d\ude00\u00e9 | \"\ud83d\ude00\u00e9\"",
        "<&> | \"\\u003c\\u0026\\u003e\""
      })
  void stringsAreEscapedAsGoEscapesThem(String text, String json) {
    assertThat(GoText.json(text)).isEqualTo(json);
  }

  @Test
  void halfOfASurrogatePairIsReplacedAsGoDoesIt() {
    assertThat(GoText.quotedName("a\ud800b")).isEqualTo("'a\ufffdb'");
    assertThat(GoText.json("a\udfffb")).isEqualTo("\"a\\ufffdb\"");
  }

  @Test
  void aLongNameIsCutBetweenCodePoints() {
    assertThat(GoText.quotedName("\ud83d\ude00".repeat(65)))
        .isEqualTo("'" + "\ud83d\ude00".repeat(64) + "'");
  }
}

package headgate.devnode.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaxReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1}{\"b\":2}|{\"a\":1}",
        "[1, 2]trailing|[1,2]",
        "  \"x\" }|\"x\"",
        "-0.5e+10|-0.5e+10",
        "{\"a\":1,\"a\":2}|{\"a\":1,\"a\":2}",
        "\"\\u0049\\n\\/\"|\"I\\n/\"",
        "\"<&>\"|\"\\u003c\\u0026\\u003e\"",
        "true|true",
        "null|null",
        "{}|{}",
        "[]|[]"
      })
  void theFirstValueIsReadAndTheRestIgnored(String text, String written) throws Exception {
    assertThat(JsonWriter.write(LaxReader.first(text))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\"}",
        "{a:1}",
        "tru",
        "+1",
        ".5",
        "1.",
        "1e",
        "\"\\x\"",
        "\"\\u12\"",
        "\"unended",
        "\"line\nbreak\"",
        "\ufeff{}",
        "nan",
        "'x'",
        "{\"a\":1,}"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> LaxReader.first(text)).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void loneSurrogatesAndBrokenBytesBecomeReplacements() throws Exception {
    assertThat(LaxReader.first("\"\\ud800x\"")).isEqualTo(Json.text("\ufffdx"));
    assertThat(LaxReader.first("\"\\ud83d\\ude00\"")).isEqualTo(Json.text("\ud83d\ude00"));
    var broken = "\"a\u0001\"".replace('\u0001', 'b').getBytes(StandardCharsets.UTF_8);
    broken[2] = (byte) 0xff;
    assertThat(LaxReader.first(broken)).isEqualTo(Json.text("a\ufffd"));
  }

  @Test
  void depthIsBounded() throws Exception {
    var deepest = "[".repeat(LaxReader.DEPTH_MAX) + "1" + "]".repeat(LaxReader.DEPTH_MAX);
    assertThat(LaxReader.first(deepest)).isInstanceOf(Json.Items.class);
    assertThatThrownBy(() -> LaxReader.first("[" + deepest + "]"))
        .isInstanceOf(JsonSyntaxException.class);
    assertThatThrownBy(() -> LaxReader.first("[".repeat(1_000_000)))
        .isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void theLastOfSeveralMembersWins() throws Exception {
    var object = (Json.Members) LaxReader.first("{\"a\":1,\"b\":2,\"a\":3}");
    assertThat(object.last("a")).isEqualTo(Json.number(3));
    assertThat(object.last("c")).isNull();
  }
}

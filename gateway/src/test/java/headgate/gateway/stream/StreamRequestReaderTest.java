package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.surface.StreamApi;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRequestReaderTest {
  private static final StreamApi BLOCKS =
      new StreamApi(
          "block", "v3", List.of(), Set.of("height", "eventFilters", "logs", "skip"), "height");

  private final StreamRequestReader reader = new StreamRequestReader(BLOCKS, 8);

  private @Nullable String read(String message) {
    return read(message.getBytes(UTF_8));
  }

  private @Nullable String read(byte[] message) {
    var canonical = reader.read(message);
    return canonical == null ? null : new String(canonical, UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|{}",
        " { } |{}",
        "{\"height\": \"0x1\"}|{\"height\":\"0x1\"}",
        "{\"height\":448}|{\"height\":448}",
        "{\"logs\" : \"0x1\" ,\t\"height\":\"0x2\"}|{\"logs\":\"0x1\",\"height\":\"0x2\"}",
        "{\"hei\\u0067ht\":\"0x1\"}|{\"height\":\"0x1\"}",
        "{\"height\":\"0\\u00781\"}|{\"height\":\"0\\u00781\"}",
        "{\"eventFilters\":[{\"event\":\"A(int)\",\"data\":[ null,\"é:{\"]},null]}"
            + "|{\"eventFilters\":[{\"event\":\"A(int)\",\"data\":[ null,\"é:{\"]},null]}",
        "{\"height\":null,\"skip\":{}}|{\"height\":null,\"skip\":{}}",
      })
  void aSoundRequestIsWrittenAnewWithItsOwnValues(String message, String canonical) {
    assertThat(read(message)).isEqualTo(canonical);
    assertThat(read(canonical)).as("what is canonical stays so").isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "xx",
        "null",
        "[]",
        "[{}]",
        "\"{}\"",
        "1",
        "{",
        "{}}",
        "{}{}",
        "{} {}",
        "{},",
        "{}\u0000",
        "\ufeff{}",
        "{\"height\":}",
        "{\"height\":01}",
        "{'height':1}",
        "{\"height\":1,}",
        "{\"height\":1 \"logs\":2}",
        "{\"height\":\"\t\"}",
      })
  void whatIsNotOneObjectOfJsonIsRefused(String message) {
    assertThat(read(message)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"height\":\"0x1\",\"foo\":1}",
        "{\"Height\":\"0x1\"}",
        "{\"HEIGHT\":\"0x1\"}",
        "{\"\":1}",
        "{\"height \":1}",
        "{\"lo\u0261s\":1}",
        "{\"log\u017f\":1}",
        "{\"s\u212aip\":1}",
        "{\"height\":1,\"height\":2}",
        "{\"height\":1,\"hei\\u0067ht\":2}",
        "{\"height\":1,\"Height\":2}",
        "{\"eventFilters\":[{\"event\":\"a\",\"event\":\"b\"}]}",
        "{\"eventFilters\":[{\"event\":\"a\",\"Event\":\"b\"}]}",
        "{\"eventFilters\":[{},{\"s\":{\"s\":1,\"\u017f\":2}}]}",
        "{\"logs\":\"\\ud800\"}",
      })
  void aRequestThatTwoReadersCouldTakeForTwoIsRefused(String message) {
    assertThat(read(message)).isNull();
  }

  @Test
  void brokenUtf8IsRefused() {
    assertThat(read("{\"logs\":\"\u00c3\u00a9\"}".getBytes(ISO_8859_1))).isNotNull();
    assertThat(read("{\"logs\":\"\u00c3\"}".getBytes(ISO_8859_1))).isNull();
    assertThat(read("{\"logs\":\"\u00ed\u00a0\u0080\"}".getBytes(ISO_8859_1))).isNull();
  }

  @Test
  void depthIsBounded() {
    assertThat(read("{\"logs\":" + "[".repeat(7) + "]".repeat(7) + "}")).isNotNull();
    assertThat(read("{\"logs\":" + "[".repeat(8) + "]".repeat(8) + "}")).isNull();
    assertThat(read("{\"logs\":" + "[".repeat(10_000))).isNull();
  }
}

package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class AnswerReaderTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final AnswerReader reader = new AnswerReader();
  private final Answer answer = new Answer();

  @Test
  void aResultIsASpanOfTheBytes() {
    read("{\"jsonrpc\":\"2.0\",\"result\":{\"height\":\"0x1\"},\"id\":7}\n");
    assertThat(answer.fault()).isNull();
    assertThat(answer.isError()).isFalse();
    assertThat(text(answer.resultStart(), answer.resultEnd())).isEqualTo("{\"height\":\"0x1\"}");
    assertThat(text(answer.idStart(), answer.idEnd())).isEqualTo("7");
    assertThat(answer.idAsLong()).isEqualTo(7);
    assertThat(answer.errorStart()).isEqualTo(-1);
    assertThat(answer.errorCode()).isZero();
  }

  @Test
  void anErrorHasItsCodeMessageAndData() {
    read(
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-31007,\"message\":\"Timeout\",\"data\":\"0xab\"},\"id\":12}");
    assertThat(answer.fault()).isNull();
    assertThat(answer.isError()).isTrue();
    assertThat(answer.errorCode()).isEqualTo(-31007);
    assertThat(text(answer.messageStart(), answer.messageEnd())).isEqualTo("\"Timeout\"");
    assertThat(text(answer.dataStart(), answer.dataEnd())).isEqualTo("\"0xab\"");
    assertThat(text(answer.errorStart(), answer.errorEnd())).startsWith("{\"code\"").endsWith("}");
    assertThat(answer.resultStart()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":1} | null",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]} | []",
        "` \r\n\t{ \"jsonrpc\" : \"2.0\" , \"id\" : 1 , \"result\" : 5 } \n` | 5",
        "{\"jsonrpc\":\"2.0\",\"result\":\"\\ud800\",\"id\":1} | \"\\ud800\"",
        "{\"jsonrpc\":\"2.0\",\"result\":{\"a\":1,\"a\":2},\"id\":1} | {\"a\":1,\"a\":2}",
        "{\"jsonrpc\":\"2.0\",\"result\":true,\"error\":null,\"id\":1} | true",
        "{\"jsonrpc\":\"2.0\",\"result\":false,\"id\":1,\"extra\":{\"ID\":2}} | false",
        "{\"jsonrpc\":\"2.0\",\"\\u0072esult\":0,\"id\":1} | 0",
        "{\"jsonrpc\":\"2\\u002e0\",\"result\":0,\"id\":1} | 0"
      })
  void answersOfManyFormsAreRead(String json, String result) {
    read(json);
    assertThat(answer.fault()).isNull();
    assertThat(text(answer.resultStart(), answer.resultEnd())).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"result\":1,\"id\":1",
        "{\"result\":1,\"id\":1}x",
        "{\"result\":1,\"id\":1}{}",
        "<html>",
        "Not Found",
        "{\"result\":1,\"id\":1,}",
        "{\"result\":01,\"id\":1}",
        "{\"result\":\"\t\",\"id\":1}",
        "{'result':1,'id':1}",
        "{\"result\":1,\"id\":1}\u0000",
        "\ufeff{\"result\":1,\"id\":1}",
        "{\"result\":\"\\x\",\"id\":1}",
        "{result:1,id:1}"
      })
  void whatIsNotJsonIsToldAsThat(String json) {
    read(json);
    assertThat(answer.fault()).isEqualTo(Answer.Fault.NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "null",
        "\"x\"",
        "[]",
        "[{\"result\":1,\"id\":1}]",
        "{}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"result\":1,\"result\":1,\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":1,\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":null,\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":null,\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"result\":1,\"error\":{\"code\":1,\"message\":\"\"},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":\"x\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":{},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"message\":\"x\"},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":\"1\",\"message\":\"x\"},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1.5,\"message\":\"x\"},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":2147483648,\"message\":\"x\"},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"message\":5},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"Code\":2,\"message\":\"x\"},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"code\":2,\"message\":\"x\"},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"Result\":1,\"id\":1}",
        "{\"result\":1,\"id\":1}",
        "{\"jsonrpc\":\"1.0\",\"result\":1,\"id\":1}",
        "{\"jsonrpc\":\"2.00\",\"result\":1,\"id\":1}",
        "{\"jsonrpc\":2.0,\"result\":1,\"id\":1}",
        "{\"jsonrpc\":null,\"result\":1,\"id\":1}",
        "{\"jsonrpc\":[\"2.0\"],\"result\":1,\"id\":1}",
        "{\"JSONRPC\":\"2.0\",\"result\":1,\"id\":1}"
      })
  void otherJsonIsNoAnswer(String json) {
    read(json);
    assertThat(answer.fault()).isEqualTo(Answer.Fault.NOT_AN_ANSWER);
  }

  /** What a reader that folds names would take for another answer than this one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"ID\":1",
        "\"Id\":2",
        "\"\\u0049d\":2",
        "\"Result\":2",
        "\"re\u017fult\":2",
        "\"re\\u017fult\":2",
        "\"RE\u017fULT\":null",
        "\"Error\":{\"code\":1,\"message\":\"x\"}",
        "\"ERROR\":null",
        "\"JsonRpc\":\"1.0\"",
        "\"j\u017fonrpc\":\"2.0\"",
        "\"jsonrpc\":\"2.0\"",
        "\"result\":1",
        "\"id\":1",
        "\"\\u0069d\":1"
      })
  void aNameThatIsThereTwiceOrInAnotherCaseMakesItNoAnswer(String member) {
    var sound = "\"jsonrpc\":\"2.0\",\"result\":1,\"id\":1";
    for (var json : List.of("{" + sound + "," + member + "}", "{" + member + "," + sound + "}")) {
      read(json);
      assertThat(answer.fault()).as(json).isEqualTo(Answer.Fault.NOT_AN_ANSWER);
    }
  }

  @Test
  void anErrorBesideANameInAnotherCaseIsNoAnswer() {
    var error = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"message\":\"x\"},\"id\":1";
    read(error + "}");
    assertThat(answer.fault()).isNull();
    read(error + ",\"Result\":1}");
    assertThat(answer.fault()).isEqualTo(Answer.Fault.NOT_AN_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"result\":1}",
        "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":null}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"ParseError\"},\"id\":null}"
      })
  void anAnswerWithoutAnIdIsNobodys(String json) {
    read(json);
    assertThat(answer.fault()).isEqualTo(Answer.Fault.NO_ID);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "0, 0",
        "9007199254740993, 9007199254740993",
        "\"7\", -1",
        "-7, -1",
        "7.0, -1",
        "1e3, -1",
        "[7], -1",
        "{}, -1"
      })
  void onlyAWholeNumberCanBeAnIdOfOurs(String id, long number) {
    read("{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":" + id + "}");
    assertThat(answer.fault()).isNull();
    assertThat(answer.idAsLong()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"-2147483647, -2147483647", "0, 0", "2147483647, 2147483647", "-31004, -31004"})
  void codesAreThirtyTwoBitsWide(String code, int value) {
    read("{\"jsonrpc\":\"2.0\",\"error\":{\"message\":\"\",\"code\":" + code + "},\"id\":1}");
    assertThat(answer.fault()).isNull();
    assertThat(answer.errorCode()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"511,", "512, NOT_JSON", "100000, NOT_JSON"})
  void resultsHaveABoundedDepth(int levels, Answer.@Nullable Fault fault) {
    read(
        "{\"jsonrpc\":\"2.0\",\"result\":"
            + "[".repeat(levels)
            + "]".repeat(levels)
            + ",\"id\":1}");
    assertThat(answer.fault()).isEqualTo(fault);
  }

  @Test
  void badUtf8IsNotJson() {
    byte[] bytes = "{\"jsonrpc\":\"2.0\",\"result\":\"\u00e9\",\"id\":1}".getBytes(ISO_8859_1);
    reader.read(bytes, 0, bytes.length, answer);
    assertThat(answer.fault()).isEqualTo(Answer.Fault.NOT_JSON);
  }

  @Test
  void anAnswerMayLieInsideALargerArray() {
    byte[] bytes = "}{\"jsonrpc\":\"2.0\",\"result\":[1],\"id\":3}}".getBytes(UTF_8);
    reader.read(bytes, 1, bytes.length - 1, answer);
    assertThat(answer.fault()).isNull();
    assertThat(text(answer.resultStart(), answer.resultEnd())).isEqualTo("[1]");
    reader.read(bytes, 1, bytes.length - 2, answer);
    assertThat(answer.fault()).isEqualTo(Answer.Fault.NOT_JSON);
  }

  @Test
  void aClearedAnswerHoldsNothing() {
    read("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"message\":\"x\"},\"id\":1}");
    answer.clear();
    assertThat(answer.bytes()).isEmpty();
    assertThat(answer.fault()).isNull();
    assertThat(answer.idStart()).isEqualTo(-1);
    assertThat(answer.idAsLong()).isEqualTo(-1);
    assertThat(answer.isError()).isFalse();
    assertThat(answer.errorCode()).isZero();
    assertThat(answer.messageStart()).isEqualTo(-1);
  }

  /** Every answer of a real goloop to a single call with an id. */
  @Test
  void theRecordedAnswersAreRead() throws IOException {
    int results = 0;
    int errors = 0;
    try (Stream<Path> files = Files.list(Path.of("..", "conformance", "icon", "http"))) {
      for (Path file : files.sorted().toList()) {
        String response = MAPPER.readTree(Files.readAllBytes(file)).get("response").asString();
        if (response.startsWith("{\"jsonrpc\"") && !response.contains("\"id\":null}")) {
          assertReadAsJacksonReads(response, file.toString());
          results += answer.isError() ? 0 : 1;
          errors += answer.isError() ? 1 : 0;
        }
      }
    }
    assertThat(results).isGreaterThan(70);
    assertThat(errors).isGreaterThan(40);
  }

  private void assertReadAsJacksonReads(String response, String file) {
    JsonNode tree = MAPPER.readTree(response);
    read(response);
    assertThat(answer.fault()).as(file).isNull();
    assertThat(answer.isError()).as(file).isEqualTo(tree.has("error"));
    assertThat(text(answer.idStart(), answer.idEnd()))
        .as(file)
        .isEqualTo(tree.get("id").toString());
    if (answer.isError()) {
      assertThat(answer.errorCode()).as(file).isEqualTo(tree.get("error").get("code").asInt());
      assertThat(JsonText.decode(answer.bytes(), answer.messageStart(), answer.messageEnd()))
          .as(file)
          .isEqualTo(tree.get("error").get("message").asString());
    } else {
      assertThat(MAPPER.readTree(text(answer.resultStart(), answer.resultEnd())))
          .as(file)
          .isEqualTo(tree.get("result"));
    }
  }

  @Test
  void damagedBytesAreJudgedAsJacksonJudgesThemAndThrowNothing() {
    long seed = Long.getLong("headgate.seed", 20_261_126L);
    var bodies = new RandomBodies(seed);
    for (int i = 0; i < 60_000; i++) {
      byte[] bytes = bodies.next();
      reader.read(bytes, 0, bytes.length, answer);
      assertThat(answer.fault() != Answer.Fault.NOT_JSON)
          .as("seed %d: %s", seed, new String(bytes, ISO_8859_1))
          .isEqualTo(Oracle.isJson(bytes, 512));
    }
  }

  private void read(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    reader.read(bytes, 0, bytes.length, answer);
  }

  private String text(int from, int to) {
    return new String(answer.bytes(), from, to - from, UTF_8);
  }
}

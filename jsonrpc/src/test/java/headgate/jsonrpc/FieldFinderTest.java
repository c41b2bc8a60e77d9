package headgate.jsonrpc;

import static headgate.jsonrpc.FieldFinder.Outcome.FOLD_CLASH;
import static headgate.jsonrpc.FieldFinder.Outcome.FOUND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldFinderTest {

  private static final FieldPaths CALL =
      FieldPaths.compile(
          List.of("to", "height", "data.method", "data.params.address"), List.of("", "data"));

  private final FieldFinder finder = new FieldFinder();

  @Test
  void wantedValuesAreFoundAndOthersPassedOver() {
    assertThat(
            values(
                "{\"from\":{\"to\":1,\"height\":[2]},\"to\":\"cx0\",\"data\":{\"params\":{\"x\":[{}],"
                    + "\"address\":\"hx1\"},\"method\":\"get\\\"Stake\"},\"height\":12}",
                CALL))
        .containsExactly("\"cx0\"", "12", "\"get\\\"Stake\"", "\"hx1\"");
  }

  @Test
  void absentValuesHaveNoSpan() {
    assertThat(values("{\"to\":null,\"data\":{}}", CALL)).containsExactly("null", "", "", "");
    assertThat(values("{}", CALL)).containsExactly("", "", "", "");
    assertThat(values("{\"data\":\"method\"}", CALL)).containsExactly("", "", "", "");
    assertThat(values("null", CALL)).containsExactly("", "", "", "");
    assertThat(values("[]", CALL)).containsExactly("", "", "", "");
  }

  @Test
  void absentParamsHoldNothing() {
    int[] spans = {1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(finder.find(new byte[0], -1, -1, CALL, spans)).isEqualTo(FOUND);
    assertThat(spans).containsOnly(-1);
  }

  @Test
  void escapedKeysAreFoundByTheirText() {
    assertThat(values("{\"\\u0074o\":1,\"h\\u0065ight\":2}", CALL)).startsWith("1", "2");
  }

  @Test
  void blanksMayStandEverywhere() {
    assertThat(
            values(
                " { \"to\" :\t1 ,\n\"data\" : { \"method\" : [ 1 , 2 ] } , \"height\" : {} }"
                    .strip(),
                CALL))
        .containsExactly("1", "{}", "[ 1 , 2 ]", "");
  }

  @Test
  void numbersChooseElementsOfArraysAndKeysOfObjects() {
    var paths = FieldPaths.compile(List.of("0", "1", "2.to", "10"), List.of());
    assertThat(values("[[1,2],\"latest\",{\"to\":3}]", paths))
        .containsExactly("[1,2]", "\"latest\"", "3", "");
    assertThat(values("{\"1\":5,\"2\":{\"to\":6}}", paths)).containsExactly("", "5", "6", "");
    assertThat(values("[0,1,2,3,4,5,6,7,8,9,true]", paths)).containsExactly("0", "1", "", "true");
  }

  @Test
  void aValueAndWhatIsInsideItAreBothFound() {
    var paths = FieldPaths.compile(List.of("", "a", "a.b"), List.of());
    assertThat(values("{\"a\":{\"b\":1}}", paths))
        .containsExactly("{\"a\":{\"b\":1}}", "{\"b\":1}", "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Height\":1}", "{\"HEIGHT\":1}", "{\"\\u0048eight\":1}", "{\"height\":1,\"Height\":2}",
        "{\"TO\":1,\"to\":2}", "{\"x\":1,\"X\":2}", "{\"x\":1,\"\\u0058\":2}",
            "{\"k\":1,\"\u212a\":2}",
        "{\"s\":1,\"\\u017f\":2}", "{\"Data\":{}}", "{\"data\":{\"Method\":1}}",
            "{\"data\":{\"a\":1,\"A\":1}}",
        "{\"data\":{\"PARAMS\":{}}}", "{\"\u03c3\":1,\"\u03c2\":2}"
      })
  void keysThatFoldTogetherInAStructClash(String params) {
    assertThat(outcome(params, CALL)).isEqualTo(FOLD_CLASH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"height\":1}",
        "{\"x\":1,\"y\":2}",
        "{\"heights\":1,\"eight\":2}",
        "{\"data\":{\"params\":{\"a\":1,\"A\":2}}}",
        "{\"data\":{\"params\":{\"Address\":1}}}",
        "{\"x\":{\"a\":1,\"A\":2}}",
        "{\"data\":[{\"a\":1,\"A\":2}]}",
        "{\"data\":{\"x\":1},\"X\":2,\"from\":{\"X\":3}}",
        "{\"\u0131d\":1,\"id\":2,\"\u0130d\":3}"
      })
  void mapsAndDifferentObjectsDoNotClash(String params) {
    assertThat(outcome(params, CALL)).isEqualTo(FOUND);
  }

  @ParameterizedTest
  @CsvSource({"64, FOUND", "65, FOLD_CLASH"})
  void aStructHasAtMostSixtyFourKeys(int keys, FieldFinder.Outcome outcome) {
    assertThat(outcome(object(keys), CALL)).isEqualTo(outcome);
    assertThat(outcome("{\"data\":" + object(keys) + "}", CALL)).isEqualTo(outcome);
    assertThat(outcome("{\"map\":" + object(keys) + "}", CALL)).isEqualTo(FOUND);
  }

  @Test
  void structsInsideStructsAreCountedApart() {
    String inner = object(60);
    String outer = object(60).replace("}", ",\"data\":" + inner + ",\"a\":1,\"b\":2,\"c\":3}");
    assertThat(outcome(outer, CALL)).isEqualTo(FOUND);
    String deep = outer.replace("\"key59\":59}", "\"key59\":59,\"KEY0\":1}");
    assertThat(outcome(deep, CALL)).isEqualTo(FOLD_CLASH);
  }

  @Test
  void theFinderKeepsNothingFromOneSearchToTheNext() {
    assertThat(outcome("{\"Height\":1}", CALL)).isEqualTo(FOLD_CLASH);
    assertThat(values("{\"to\":1}", CALL)).containsExactly("1", "", "", "");
  }

  private FieldFinder.Outcome outcome(String params, FieldPaths paths) {
    byte[] bytes = params.getBytes(UTF_8);
    return finder.find(bytes, 0, bytes.length, paths, new int[2 * paths.size()]);
  }

  private List<String> values(String params, FieldPaths paths) {
    byte[] bytes = ("@@" + params).getBytes(UTF_8);
    int[] spans = new int[2 * paths.size()];
    assertThat(finder.find(bytes, 2, bytes.length, paths, spans)).isEqualTo(FOUND);
    var values = new ArrayList<String>();
    for (int slot = 0; slot < paths.size(); slot++) {
      int from = spans[2 * slot];
      values.add(from < 0 ? "" : new String(bytes, from, spans[2 * slot + 1] - from, UTF_8));
    }
    return values;
  }

  private static String object(int keys) {
    return IntStream.range(0, keys)
        .mapToObj(i -> "\"key" + i + "\":" + i)
        .collect(Collectors.joining(",", "{", "}"));
  }
}

package headgate.chain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.chain.error.CodeRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenFormsTest {

  @Test
  void aPathIsNamesJoinedByDots() {
    assertThat(FieldPath.parse("data.method").names()).containsExactly("data", "method");
    assertThat(FieldPath.parse("0.to")).hasToString("0.to");
    assertThat(FieldPath.parse("0.to").dotted()).isEqualTo("0.to");
    assertThat(new FieldPath(List.of())).isEqualTo(FieldPath.WHOLE);
  }

  @Test
  void aDotIsTheValueItself() {
    assertThat(FieldPath.parse(".")).isEqualTo(FieldPath.WHOLE).hasToString(".");
    assertThat(FieldPath.WHOLE.isWhole()).isTrue();
    assertThat(FieldPath.WHOLE.dotted()).isEmpty();
    assertThat(FieldPath.parse("a").isWhole()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", ".a", "a.", "a b", "a[0]", "*", "a.$b", "é"})
  void anythingElseIsNoPath(String text) {
    assertThatThrownBy(() -> FieldPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0x0, 0",
    "0x1f, 31",
    "0x7fffffffffffffff, 9223372036854775807",
    "0, 0",
    "321, 321",
    "9223372036854775807, 9223372036854775807"
  })
  void aQuantityIsHexadecimalOrDecimal(String text, long value) {
    assertThat(Quantities.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "0x00",
        "0x01",
        "0xA",
        "0X1",
        "-1",
        "-0x1",
        "01",
        "1.0",
        "1e3",
        " 1",
        "latest",
        "0x8000000000000000",
        "0x10000000000000000",
        "9223372036854775808",
        "99999999999999999999"
      })
  void anythingElseIsNoQuantity(String text) {
    assertThat(Quantities.parse(text)).isEqualTo(-1);
  }

  @Test
  void aQuantityIsWrittenInHexadecimal() {
    assertThat(Quantities.hex(0)).isEqualTo("0x0");
    assertThat(Quantities.hex(305)).isEqualTo("0x131");
  }

  @ParameterizedTest
  @CsvSource({"-31004, -31004, -31004", "-30999..-30001, -30999, -30001", "3, 3, 3"})
  void aCodeIsOneOrARange(String text, int first, int last) {
    assertThat(CodeRange.parse(text)).isEqualTo(new CodeRange(first, last)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "1..", "..1", "1...2", "a", "1.5", "9999999999", "-", "1..2..3"})
  void anythingElseIsNoCode(String text) {
    assertThatThrownBy(() -> CodeRange.parse(text))
        .hasMessage("\"" + text + "\" is neither a code (-31004) nor a range (-30999..-30001)");
  }

  @Test
  void aRangeHoldsItsEnds() {
    var range = CodeRange.parse("-30999..-30001");
    assertThat(range.contains(-30999)).isTrue();
    assertThat(range.contains(-30001)).isTrue();
    assertThat(range.contains(-31000)).isFalse();
    assertThat(range.contains(-30000)).isFalse();
  }

  @Test
  void aClassHasALane() {
    assertThat(MethodClass.READ.lane()).isEqualTo(Lane.READ);
    assertThat(MethodClass.LOCAL.lane()).isEqualTo(Lane.READ);
    assertThat(MethodClass.WRITE.lane()).isEqualTo(Lane.WRITE);
    assertThat(MethodClass.WAIT.lane()).isEqualTo(Lane.WAIT);
    assertThat(MethodClass.STREAM.lane()).isEqualTo(Lane.STREAM);
  }
}

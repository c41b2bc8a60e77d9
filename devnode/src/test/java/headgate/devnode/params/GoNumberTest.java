package headgate.devnode.params;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.json.JsonWriter;
import headgate.devnode.json.LaxReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,-0",
    "1,1",
    "1.50,1.5",
    "1e3,1000",
    "12345678901234567890,12345678901234567000",
    "9007199254740993,9007199254740992",
    "1e20,100000000000000000000",
    "1e21,1e+21",
    "1.25e-7,1.25e-7",
    "0.000001,0.000001",
    "-1e-9,-1e-9"
  })
  void numbersPassThroughAFloatAndAreWrittenAsGoWritesThem(String literal, String written)
      throws Exception {
    assertThat(GoNumber.throughFloat(LaxReader.first(literal)).map(JsonWriter::write))
        .contains(written);
  }

  @Test
  void arraysAndObjectsPassPartByPart() throws Exception {
    var value = LaxReader.first("[1e1,{\"b\":1.0,\"a\":2,\"b\":3},null]");
    assertThat(GoNumber.throughFloat(value).map(JsonWriter::write))
        .contains("[10,{\"a\":2,\"b\":3},null]");
  }

  @Test
  void whatIsTooLargeForAFloatDoesNotPass() throws Exception {
    assertThat(GoNumber.throughFloat(LaxReader.first("1e999"))).isEmpty();
    assertThat(GoNumber.throughFloat(LaxReader.first("[1,{\"a\":-1e999}]"))).isEmpty();
  }
}

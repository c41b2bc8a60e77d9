package headgate.gateway.decompose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.Calls;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedParamsTest {
  private static String params(Call call) {
    var body = new String(call.pinned(7, 0x64), UTF_8);
    var at = body.indexOf(",\"params\":");
    return body.substring(at + 10, body.length() - 1);
  }

  private static String method(Call call) {
    return new String(call.pinned(7, 0x64), UTF_8).replaceAll(".*\"method\":\"([^\"]*)\".*", "$1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|{\"height\":\"0x64\"}",
        "{ }|{\"height\":\"0x64\" }",
        "{\"address\":\"hx1\"}|{\"height\":\"0x64\",\"address\":\"hx1\"}",
        "{ \"a\" : [1, {\"b\":\"}\"}] }|{\"height\":\"0x64\", \"a\" : [1, {\"b\":\"}\"}] }",
        "{\"height\":null,\"a\":1}|{\"height\":\"0x64\",\"a\":1}",
        "{\"a\":1, \"height\" : null }|{\"a\":1, \"height\" : \"0x64\" }"
      })
  void aHeightIsWrittenByNameAndNoOtherByteChanges(String before, String after) {
    assertThat(params(Calls.icon("icx_getBalance", before))).isEqualTo(after);
  }

  @Test
  void paramsThatAreNotThereBecomeTheHeightAlone() {
    assertThat(params(Calls.icon("icx_getTotalSupply", ""))).isEqualTo("{\"height\":\"0x64\"}");
    assertThat(params(Calls.icon("icx_getTotalSupply", "null"))).isEqualTo("{\"height\":\"0x64\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"0xa\",\"latest\"]|[\"0xa\",\"0x64\"]",
        "[\"0xa\", null ]|[\"0xa\", \"0x64\" ]",
        "[\"0xa\"]|[\"0xa\",\"0x64\"]",
        "[ \"0x,a]\" ]|[ \"0x,a]\" ,\"0x64\"]",
        "[{\"a\":[1,2],\"b\\\"\":3}]|[{\"a\":[1,2],\"b\\\"\":3},\"0x64\"]"
      })
  void aHeightIsWrittenByPosition(String before, String after) {
    assertThat(params(Calls.evm("eth_getBalance", before))).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"1\":\"latest\"}", "[\"0xa\",\"0x1\"]"})
  void paramsThatCannotTakeItAreLeftAsTheyAre(String params) {
    assertThat(Calls.evm("eth_getBalance", params).pinnable()).isFalse();
  }

  @Test
  void aHeightOfTheCallersOwnIsNeverReplaced() {
    assertThat(Calls.icon("icx_getBalance", "{\"height\":\"0x1\"}").pinnable()).isFalse();
    assertThat(Calls.icon("icx_getBalance", "{\"height\":\"x\"}").pinnable()).isFalse();
    assertThat(Calls.evm("eth_getBalance", "[\"0xa\",\"pending\"]").pinnable()).isFalse();
  }

  @Test
  void theLastBlockIsAskedForByItsHeight() {
    var call = Calls.icon("icx_getLastBlock", "{}");

    assertThat(method(call)).isEqualTo("icx_getBlockByHeight");
    assertThat(params(call)).isEqualTo("{\"height\":\"0x64\"}");
    assertThat(Calls.icon("icx_getLastBlock", "{\"a\":1}").pinnable()).isFalse();
  }

  @Test
  void whatAsksForNoStateIsNotPinned() {
    assertThat(Calls.icon("icx_getNetworkInfo", "").pinnable()).isFalse();
    assertThat(Calls.icon("icx_getTransactionResult", "{\"txHash\":\"0x1\"}").pinnable()).isFalse();
    assertThat(Calls.icon("icx_sendTransaction", "{}").pinnable()).isFalse();
  }

  /** What was pinned says the height, and without it is what the caller wrote. */
  @Test
  void aPinnedCallDiffersInNothingButTheHeight() {
    var seed = 20_261_122L;
    var random = new Random(seed);
    for (var round = 0; round < 2_000; round++) {
      var before = object(random, 0);
      var call = Calls.icon("icx_call", before);
      var pinned = params(call);
      assertThat(pinned).as("seed %d round %d: %s", seed, round, before).contains("\"0x64\"");
      var without = pinned.replaceFirst("\"height\":\"0x64\",?", "");
      assertThat(without).as("seed %d round %d", seed, round).isEqualTo(before);
    }
  }

  private static String object(Random random, int depth) {
    var text = new StringBuilder("{").append(blanks(random));
    var members = random.nextInt(4);
    for (var member = 0; member < members; member++) {
      text.append(member == 0 ? "" : ",").append(blanks(random));
      text.append("\"k").append(member).append("\"").append(blanks(random)).append(':');
      text.append(blanks(random)).append(value(random, depth)).append(blanks(random));
    }
    return text.append('}').toString();
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 3 : 5)) {
      case 0 -> "\"a\\\"}],{[\\\\\"";
      case 1 -> "-1.5e3";
      case 2 -> "null";
      case 3 -> object(random, depth + 1);
      default -> "[" + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
    };
  }

  private static String blanks(Random random) {
    return " \n\t".substring(0, random.nextInt(3));
  }
}

package headgate.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.Calls;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class AnswerKeyTest {
  private static AnswerKey key(String method, String params, long generation, long height) {
    return new AnswerKey(Calls.icon(method, params), generation, height);
  }

  private static AnswerKey balance(String params) {
    return key("icx_getBalance", params, 0, 100);
  }

  @Test
  void equalCallsAtOneHeightShareASlotWhateverTheirIds() {
    var one = Calls.only(Calls.ICON, "v3", Calls.body("1", "icx_getBalance", "{\"a\":1}"));
    var other =
        Calls.only(
            Calls.ICON,
            "v3",
            "{\"id\":\"x\", \"params\":{\"a\":1},"
                + " \"method\":\"icx_getBalance\",\"jsonrpc\":\"2.0\"}");

    assertThat(new AnswerKey(one, 0, 100))
        .isEqualTo(new AnswerKey(other, 0, 100))
        .hasSameHashCodeAs(new AnswerKey(other, 0, 100));
  }

  @Test
  void methodParamsHeightAndGenerationTellSlotsApart() {
    var key = balance("{\"a\":1}");

    assertThat(key)
        .isNotEqualTo(key("icx_getScoreApi", "{\"a\":1}", 0, 100))
        .isNotEqualTo(balance("{\"a\":2}"))
        .isNotEqualTo(key("icx_getBalance", "{\"a\":1}", 0, 101))
        .isNotEqualTo(key("icx_getBalance", "{\"a\":1}", 1, 100))
        .isNotEqualTo(key("icx_getBalance", "{\"a\":1}", 0, AnswerKey.EVERY_HEIGHT))
        .isNotEqualTo("a key");
  }

  @Test
  void bytesAreComparedAsTheyAreForwarded() {
    assertThat(balance("{\"a\":1}")).isNotEqualTo(balance("{\"a\": 1}"));
    assertThat(balance("{\"a\":1,\"b\":2}")).isNotEqualTo(balance("{\"b\":2,\"a\":1}"));
    assertThat(balance("")).isNotEqualTo(balance("null"));
  }

  @Test
  void whereTheNodeIgnoresTheParamsOneSlotServesAll() {
    assertThat(key("icx_getNetworkInfo", "{\"a\":1}", 0, 100))
        .isEqualTo(key("icx_getNetworkInfo", "", 0, 100));
  }

  @Test
  void aKeyWeighsItsParams() {
    var small = balance("").weight();

    assertThat(balance("{\"a\":\"" + "x".repeat(1_000) + "\"}").weight() - small).isEqualTo(1_008);
  }

  @Test
  void callersCannotChooseParamsThatShareAPlaceInATable() {
    var hashes = new HashSet<Integer>();
    for (var bits = 0; bits < 1_024; bits++) {
      // Texts with one hash code, were it that of String.
      var text = new StringBuilder();
      for (var bit = 0; bit < 10; bit++) {
        text.append(((bits >> bit) & 1) == 0 ? "Aa" : "BB");
      }
      hashes.add(balance("{\"address\":\"" + text + "\"}").hashCode());
    }

    assertThat(hashes).hasSizeGreaterThan(1_000);
  }
}

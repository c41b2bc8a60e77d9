package headgate.chain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.chain.ChainProfiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTableTest {

  private static final MethodTable ICON = ChainProfiles.builtIn("icon").methods();

  private static int indexOf(MethodTable table, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return table.indexOf(bytes, 0, bytes.length);
  }

  @Test
  void everyMethodIsFoundAtItsIndex() {
    for (int index = 0; index < ICON.size(); index++) {
      assertThat(ICON.method(index).index()).isEqualTo(index);
      assertThat(indexOf(ICON, ICON.method(index).name())).isEqualTo(index);
    }
  }

  @Test
  void aNameIsFoundInTheMiddleOfABuffer() {
    var bytes = "{\"method\":\"icx_getBalance\"}".getBytes(StandardCharsets.UTF_8);
    int index = ICON.indexOf(bytes, 11, 25);
    assertThat(ICON.method(index).name()).isEqualTo("icx_getBalance");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "icx_getBalanc",
        "icx_getBalancee",
        "ICX_GETBALANCE",
        "icx_getbalance",
        " icx_getBalance",
        "icx_getBalance\u0000",
        "eth_blockNumber",
        "rosetta_getTrace"
      })
  void anyOtherBytesAreUnknown(String text) {
    assertThat(indexOf(ICON, text)).isEqualTo(-1);
  }

  @Test
  void aFullTableFindsAllOfItsMethodsAndNothingElse() {
    var template = ICON.method(0);
    var methods =
        IntStream.range(0, MethodTable.METHODS_MAX)
            .mapToObj(index -> renamed(template, index, "method_" + index))
            .toList();
    var table = new MethodTable(methods);
    for (int index = 0; index < table.size(); index++) {
      assertThat(indexOf(table, "method_" + index)).isEqualTo(index);
    }
    assertThat(indexOf(table, "method_" + MethodTable.METHODS_MAX)).isEqualTo(-1);
  }

  @Test
  void anEmptyTableKnowsNothing() {
    assertThat(indexOf(new MethodTable(List.of()), "x")).isEqualTo(-1);
  }

  @Test
  void wrongIndexesAndNamesThatStandTwiceAreRefused() {
    var first = renamed(ICON.method(0), 0, "a");
    assertThatThrownBy(() -> new MethodTable(List.of(first, renamed(first, 1, "a"))))
        .hasMessage("a stands twice or has a wrong index");
    assertThatThrownBy(() -> new MethodTable(List.of(renamed(first, 1, "a"))))
        .hasMessage("a stands twice or has a wrong index");
  }

  private static MethodProfile renamed(MethodProfile method, int index, String name) {
    return new MethodProfile(
        index,
        name,
        method.api(),
        method.methodClass(),
        method.lane(),
        method.deadline(),
        method.weight(),
        method.scope(),
        method.key(),
        method.height(),
        method.pinned(),
        method.pinnedAs(),
        method.settledAfter(),
        method.hash(),
        method.answerHeight(),
        method.nullMeans(),
        method.aboutTransaction(),
        method.sameEverywhere(),
        method.notAccepted(),
        method.structs(),
        method.breakdown(),
        method.headers(),
        method.answer());
  }
}

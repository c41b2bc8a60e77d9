package headgate.acceptance.pair;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.chain.ChainProfiles;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What HAProxy takes for a plain single read, and may therefore send a second time. */
class ReadPatternTest {
  private static final String TEXT =
      Deployed.text(Deployed.PATTERN)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .findFirst()
          .orElseThrow();
  private static final Pattern READ = Pattern.compile(TEXT);

  private static boolean isRead(String body) {
    return READ.matcher(body).find();
  }

  private static List<MethodProfile> methods() {
    return ChainProfiles.builtIn("icon").methods().all();
  }

  private static boolean isPlainRead(MethodProfile method) {
    return method.methodClass() == MethodClass.READ && method.api().equals("v3");
  }

  @Test
  void itNamesTheReadsOfTheProfileAndNothingElse() {
    var names = Pattern.compile("\"\\(\\?:([a-zA-Z_|]+)\\)\"").matcher(TEXT);
    assertThat(names.find()).isTrue();

    assertThat(Arrays.asList(names.group(1).split("\\|")))
        .containsExactlyInAnyOrderElementsOf(
            methods().stream()
                .filter(ReadPatternTest::isPlainRead)
                .map(MethodProfile::name)
                .toList());
  }

  @Test
  void onlyThoseAreMatched() {
    for (var method : methods()) {
      assertThat(isRead(Calls.call("1", method.name(), "{\"a\":\"0x1\"}")))
          .as(method.name())
          .isEqualTo(isPlainRead(method));
    }
  }

  @Test
  void theOrderOfKeysAndBlanksDoNotMatter() {
    assertThat(isRead(Calls.balance(1))).isTrue();
    assertThat(isRead(Calls.call("\"an id\"", "icx_getLastBlock"))).isTrue();
    assertThat(
            isRead(
                """
                { "params" : {"to": "cx00", "data": {"method": "get{Stake}", "params": {"a": [{}]}}},
                  "method":"icx_call", "id" : -7, "jsonrpc":"2.0" }
                """))
        .isTrue();
  }

  @Test
  void nothingElseIsMatched() {
    var read = Calls.balance(1);
    assertThat(
            List.of(
                "",
                "[" + read + "]",
                "[]",
                read + read,
                read + ",{}",
                read.replace("icx_getBalance", "icx_get\\u0042alance"),
                read.replace("\"id\":1", "\"id\":null"),
                read.replace("\"id\":1", "\"id\":[1]"),
                read.replace("\"id\":1", "\"ID\":1"),
                read.replace("\"id\":1", "\"id\":1,\"extra\":1"),
                read.replace("\"2.0\"", "\"1.0\""),
                read.replace("{\"address\"", "{\"\\u0061ddress\""),
                Calls.call("1", "icx_getBalance", "[1]"),
                Calls.call("1", "icx_getBalance", "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}"),
                "{\"jsonrpc\":\"2.0\",\"method\":\"icx_getLastBlock\"}",
                "{\"id\":1}"))
        .noneMatch(ReadPatternTest::isRead);
  }

  /** However a write is dressed, its method stands at the top of the envelope. */
  @Test
  void aWriteIsNeverMatchedWhateverItCarries() {
    var read = Calls.balance(1);
    assertThat(
            List.of(
                Calls.send(),
                Calls.call("1", "icx_sendTransaction", read),
                Calls.call("1", "icx_sendTransaction", "{\"method\":\"icx_getBalance\"}"),
                read.replace("{\"jsonrpc\"", "{\"method\":\"icx_sendTransaction\",\"jsonrpc\""),
                Calls.send().replace("icx_send", " icx_send")))
        .noneMatch(ReadPatternTest::isRead);
  }
}

package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import headgate.chain.ChainProfile;
import headgate.chain.method.MethodProfile;
import headgate.gateway.testkit.Calls;
import headgate.gateway.upstream.http.NodeAnswer;
import headgate.jsonrpc.RequestId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a node sends, for whatever method, the judge says what it is worth. */
class AnswerJudgeFuzzTest {
  private static final long SEED = 99;
  private static final int ROUNDS = 50_000;
  private static final List<Integer> STATUSES = List.of(200, 400, 404, 429, 500, 302, 204, 700);
  private static final List<String> BODIES =
      List.of(
          "{\"jsonrpc\":\"2.0\",\"result\":{\"height\":12,\"blockHeight\":\"0xc\"},\"id\":7}",
          "{\"jsonrpc\":\"2.0\",\"result\":\"0x10\",\"id\":7}",
          "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":7}",
          "{\"jsonrpc\":\"2.0\",\"result\":{\"latest\":100,\"number\":\"0x1\",\"blockNumber\":null},\"id\":7}",
          "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-31004,\"message\":\"NotFound: E1005:no block for 5\"},\"id\":7}",
          "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32000,\"message\":\"\\u0061\\ud83d\\ude00\",\"data\":[]},\"id\":7}",
          "No channel",
          "");
  private static final String MUTANTS = "{}[]\",:\\ \n\u00fc0-9eEnulta";

  private final Random random = new Random(SEED);

  @Test
  void nothingThatANodeSendsIsEverThrown() {
    var good = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var profile = random.nextBoolean() ? Calls.ICON : Calls.EVM;
      var method = any(profile.methods().all());
      var body = mutated(any(BODIES));
      var verdict = judged(profile, method, body, round);
      if (verdict instanceof Verdict.Good(var text, _)) {
        good++;
        assertThat(text.with(RequestId.of(123_456_789)))
            .as("seed %d, round %d", SEED, round)
            .contains("123456789");
      }
    }
    assertThat(good).isBetween(ROUNDS / 20, ROUNDS / 2);
  }

  private Verdict judged(ChainProfile profile, MethodProfile method, String body, int round) {
    var judge = new AnswerJudge(profile);
    var bytes = body.getBytes(UTF_8);
    try {
      return judge.judge(new NodeAnswer(any(STATUSES), 0, bytes, bytes.length), 7, method);
    } catch (RuntimeException thrown) {
      return fail("seed " + SEED + ", round " + round + ": " + method.name() + " " + body, thrown);
    }
  }

  private String mutated(String body) {
    var text = new StringBuilder(body);
    for (var times = random.nextInt(3); times > 0 && !text.isEmpty(); times--) {
      var at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, MUTANTS.charAt(random.nextInt(MUTANTS.length())));
        case 1 -> text.insert(at, MUTANTS.charAt(random.nextInt(MUTANTS.length())));
        default -> text.deleteCharAt(at);
      }
    }
    return text.toString();
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** However the bytes of several requests are cut, and whenever they are answered: one outcome. */
class RequestCutsTest {
  private static final long SEED = 23;

  private static final String REQUESTS =
      String.join(
          "",
          post("{\"a\":1}"),
          "\r\nPOST /rpc HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
          "3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nTrailer: t\r\n\r\n",
          "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n",
          "OPTIONS /rpc HTTP/1.1\r\nHost: h\r\n\r\n",
          "HEAD /rpc HTTP/1.1\r\nHost: h\r\n\r\n",
          post("Connection: close\r\n", "last"),
          post("never"));

  /** Each exchange is answered with its own body, when the random number says so. */
  private static String outcome(Random random, int... cuts) {
    var bench = new ConnectionBench();
    var received = new StringBuilder();
    var answered = 0;
    var from = 0;
    for (var piece = 0; piece <= cuts.length; piece++) {
      var to = piece < cuts.length ? cuts[piece] : REQUESTS.length();
      if (to > from && bench.open()) {
        bench.send(REQUESTS.substring(from, to));
      }
      from = to;
      while (answered < bench.exchanges.size() && random.nextInt(3) > 0) {
        bench.answer(answered, "<" + bench.body(answered) + ">");
        answered++;
      }
      received.append(bench.received());
    }
    while (answered < bench.exchanges.size()) {
      bench.answer(answered, "<" + bench.body(answered) + ">");
      answered++;
    }
    bench.endInput();
    assertThat(bench.open()).isFalse();
    assertThat(bench.budget.used()).isZero();
    assertThat(bench.buffersHeld()).isZero();
    return received.append(bench.received()).toString();
  }

  @Test
  void inOnePieceEveryRequestUpToTheLastIsAnsweredInOrder() {
    assertThat(outcome(new Random(SEED)))
        .containsSubsequence(
            "<{\"a\":1}>",
            "<abcd>",
            "nothing at /nowhere",
            "HTTP/1.1 204 ",
            "HTTP/1.1 404 ",
            "<last>")
        .doesNotContain("never");
  }

  @Test
  void everyCutInTwoHasTheSameOutcome() {
    var whole = outcome(new Random(SEED));
    for (var cut = 1; cut < REQUESTS.length(); cut++) {
      assertThat(outcome(new Random(SEED), cut)).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  void manyCutsHaveTheSameOutcome() {
    var whole = outcome(new Random(SEED));
    for (var round = 0; round < 500; round++) {
      var random = new Random(SEED + round);
      var cuts =
          random.ints(1 + random.nextInt(12), 1, REQUESTS.length()).sorted().distinct().toArray();

      assertThat(outcome(random, cuts)).as("seed %d", SEED + round).isEqualTo(whole);
    }
  }
}

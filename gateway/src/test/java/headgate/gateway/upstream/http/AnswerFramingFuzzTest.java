package headgate.gateway.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random responses, mutated and cut at random: never a throw, never two readings of one stream. */
class AnswerFramingFuzzTest {
  private static final long SEED = 20260101L;
  private static final int ROUNDS = 20_000;
  private static final int BODY_MAX = 64;

  private static final List<String> STATUS_LINES =
      List.of(
          "HTTP/1.1 200 OK",
          "HTTP/1.1 100 Continue",
          "HTTP/1.1 204",
          "HTTP/1.0 200 OK",
          "HTTP/1.1 304 X",
          "HTTP/1.1 503 Y");
  private static final List<String> FIELDS =
      List.of(
          "Content-Length: 0",
          "Content-Length: 3",
          "Content-Length: 64",
          "Content-Length: 65",
          "Transfer-Encoding: chunked",
          "transfer-encoding:chunked",
          "Connection: close",
          "Retry-After: 1",
          "X: y");
  private static final List<String> BODIES =
      List.of(
          "",
          "abc",
          "3\r\nabc\r\n0\r\n\r\n",
          "1;x=y\r\na\r\n2\r\nbc\r\n0\r\nT: 1\r\n\r\n",
          "40\r\n" + "z".repeat(64) + "\r\n0\r\n\r\n",
          "z".repeat(64));
  private static final String MUTANTS = "\r\n:; \t\0" + "0159afAF,-xX\u00ff";

  private final Random random = new Random(SEED);

  @Test
  void aStreamHasOneReadingHoweverItIsCut() {
    var complete = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var stream = mutated(stream());
      var whole = FramingReader.read(stream, BODY_MAX);
      complete += whole.stream().anyMatch(FramingReader.Read::keepAlive) ? 1 : 0;

      assertThat(FramingReader.read(stream, BODY_MAX, cuts(stream.length())))
          .as("seed %d, round %d, stream <%s>", SEED, round, stream)
          .isEqualTo(whole);
    }
    // Mutants of which nothing is ever accepted would show little.
    assertThat(complete).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
  }

  private String stream() {
    var stream = new StringBuilder();
    for (var response = 1 + random.nextInt(3); response > 0; response--) {
      stream.append(any(STATUS_LINES)).append("\r\n");
      for (var field = random.nextInt(3); field > 0; field--) {
        stream.append(any(FIELDS)).append("\r\n");
      }
      stream.append("\r\n").append(any(BODIES));
    }
    return stream.toString();
  }

  private String mutated(String stream) {
    var text = new StringBuilder(stream);
    for (var times = random.nextInt(3); times > 0; times--) {
      var at = random.nextInt(text.length());
      var mutant = MUTANTS.charAt(random.nextInt(MUTANTS.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, mutant);
        case 1 -> text.insert(at, mutant);
        default -> text.deleteCharAt(at);
      }
    }
    return text.toString();
  }

  private int[] cuts(int length) {
    return random.ints(random.nextInt(6), 0, length + 1).sorted().toArray();
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

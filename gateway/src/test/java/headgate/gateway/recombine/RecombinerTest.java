package headgate.gateway.recombine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.testkit.RecordedAnswer;
import headgate.jsonrpc.RequestId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecombinerTest {
  private static final long SEED = 5;

  private final RecordedAnswer sink = new RecordedAnswer();

  private static RequestId id(String text) {
    return RequestId.copyOf(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
  }

  private static AnswerText result(String json) {
    return AnswerText.local(json);
  }

  private static AnswerText failure(FailureKind kind) {
    return Failure.of(kind).toAnswerText();
  }

  private static String answer(String result, String id) {
    return "{\"jsonrpc\":\"2.0\",\"result\":" + result + ",\"id\":" + id + "}";
  }

  @Test
  void aSingleAnswerHasItsStatusAndEndsWithANewline() {
    Recombiner.single(sink).answer(0, result("\"\u00fc\""), id("1e3"));

    assertThat(sink.status()).isEqualTo(200);
    assertThat(sink.body()).isEqualTo(answer("\"\u00fc\"", "1e3") + "\n");
    assertThat(sink.complete()).isTrue();
  }

  @Test
  void aSingleErrorHasItsOwnStatus() {
    Recombiner.single(sink).answer(0, failure(FailureKind.METHOD_NOT_FOUND), id("\"x\""));

    assertThat(sink.status()).isEqualTo(400);
    assertThat(sink.body())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601,\"message\":\"MethodNotFound\"},"
                + "\"id\":\"x\"}\n");
    assertThat(sink.retryAfterSeconds()).isZero();
  }

  @Test
  void whoMeetsAFullGatewayIsAskedToComeBack() {
    Recombiner.single(sink).answer(0, failure(FailureKind.OVERLOADED), id("1"));

    assertThat(sink.status()).isEqualTo(503);
    assertThat(sink.retryAfterSeconds()).isOne();
  }

  @Test
  void aNodesOwnStatusIsKept() {
    Recombiner.single(sink).answer(0, result("1").asError(-1, 429), id("1"));

    assertThat(sink.status()).isEqualTo(429);
    assertThat(sink.retryAfterSeconds()).isOne();
  }

  @Test
  void aSingleNotificationIsAnsweredWithNothing() {
    Recombiner.single(sink).omit(0);

    assertThat(sink.status()).isEqualTo(200);
    assertThat(sink.body()).isEmpty();
    assertThat(sink.complete()).isTrue();
  }

  @Test
  void aBatchIsAnsweredInItsOrderOnceAllAreThere() {
    var batch = Recombiner.batch(sink, 3, 1_000);
    batch.answer(2, result("3"), id("\"c\""));
    batch.answer(0, result("1"), id("1"));
    assertThat(sink.complete()).isFalse();
    batch.answer(1, failure(FailureKind.NO_NODE), RequestId.NULL);

    assertThat(sink.status()).isEqualTo(200);
    assertThat(sink.retryAfterSeconds()).isZero();
    assertThat(sink.body())
        .startsWith("[" + answer("1", "1") + ",{\"jsonrpc\":\"2.0\",\"error\":")
        .endsWith("\"id\":null}," + answer("3", "\"c\"") + "]\n");
  }

  @Test
  void notificationsOfABatchAreLeftOut() {
    var batch = Recombiner.batch(sink, 4, 1_000);
    batch.omit(0);
    batch.answer(3, result("4"), id("4"));
    batch.omit(2);
    batch.answer(1, result("2"), id("2"));

    assertThat(sink.body()).isEqualTo("[" + answer("2", "2") + "," + answer("4", "4") + "]\n");
  }

  @Test
  void aBatchOfNothingButNotificationsIsAnEmptyList() {
    var batch = Recombiner.batch(sink, 2, 1_000);
    batch.omit(1);
    batch.omit(0);

    assertThat(sink.status()).isEqualTo(200);
    assertThat(sink.body()).isEqualTo("[]\n");
  }

  @Test
  void anAnswerThatWouldExceedTheBoundIsReplacedByAnError() {
    var one = answer("\"" + "x".repeat(300) + "\"", "1");
    var batch = Recombiner.batch(sink, 3, one.length() + 200L);
    batch.answer(0, result("\"" + "x".repeat(300) + "\""), id("1"));
    batch.answer(1, result("\"" + "y".repeat(300) + "\""), id("2"));
    batch.answer(2, result("3"), id("3"));

    assertThat(sink.status()).isEqualTo(200);
    assertThat(sink.body())
        .startsWith("[" + one + ",{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32097")
        .contains("\"id\":2}")
        .doesNotContain("yyy");
  }

  @Test
  void theBoundHoldsForTheSumAndNotForOneAnswerOfASingleCall() {
    Recombiner.single(sink).answer(0, result("\"" + "x".repeat(10_000) + "\""), id("1"));

    assertThat(sink.status()).isEqualTo(200);
    assertThat(sink.body()).contains("xxx");
  }

  @Test
  void whatHasComeIsChargedAsItComes() {
    var batch = Recombiner.batch(sink, 2, 1_000);
    batch.answer(1, result("1"), id("1"));
    assertThat(sink.held()).isEqualTo(answer("1", "1").length());
    batch.answer(0, result("22"), id("2"));

    assertThat(sink.held()).isEqualTo(answer("1", "1").length() + answer("22", "2").length());
  }

  @Test
  void theAnnouncedLengthIsWhatIsSentWhateverTheOrder() {
    var random = new Random(SEED);
    for (var round = 0; round < 200; round++) {
      // The sink compares the bytes with the length.
      var answer = new RecordedAnswer();
      var items = 1 + random.nextInt(12);
      var batch = Recombiner.batch(answer, items, random.nextInt(3_000));
      for (var item : shuffled(items, random)) {
        if (random.nextInt(4) == 0) {
          batch.omit(item);
        } else {
          batch.answer(
              item, result("\"" + "\u00fc".repeat(random.nextInt(99)) + "\""), id("" + item));
        }
      }
      assertThat(answer.complete()).as("seed %d, round %d", SEED, round).isTrue();
    }
  }

  private static int[] shuffled(int count, Random random) {
    var order = new int[count];
    for (var index = 0; index < count; index++) {
      var other = random.nextInt(index + 1);
      order[index] = order[other];
      order[other] = index;
    }
    return order;
  }
}

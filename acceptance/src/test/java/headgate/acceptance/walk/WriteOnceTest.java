package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.Header;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A write goes to another node only while it is certain that none took it. */
class WriteOnceTest {
  private static final String METHOD = "icx_sendTransaction";
  private static final Reply ACCEPTED = Reply.result("\"" + Calls.TRANSACTION_HASH + "\"");

  @AutoClose private final FakeNode one = FakeNode.at(100);
  @AutoClose private final FakeNode other = FakeNode.at(100);

  static Stream<Arguments> lostAnswers() {
    return Stream.of(
            Named.of("reset before the answer", ACCEPTED.resetAfter(0)),
            Named.of("reset within the answer", ACCEPTED.resetAfter(100)),
            Named.of("closed before the answer", ACCEPTED.closeAfter(0)),
            Named.of("closed within the answer", ACCEPTED.closeAfter(200)),
            Named.of("no answer in time", Reply.silence()),
            Named.of("another id", ACCEPTED.withId("77")),
            Named.of("no JSON", Reply.status(200, "done")),
            Named.of("status 500", Reply.status(500, "panic")))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void afterALostAnswerTheOutcomeIsUnknownAndNothingIsSentAgain(Reply lost) {
    one.replies(METHOD, _ -> lost);
    other.replies(METHOD, _ -> lost);
    try (var gateway = start(Duration.ofMillis(700))) {
      var answer = gateway.post(Calls.send());

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body())
          .contains("\"code\":-32094")
          .contains("\"data\":{\"txHash\":\"" + Calls.TRANSACTION_HASH + "\"}")
          .endsWith("\"id\":1}\n");
      assertThat(sent()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void aLostAnswerIsMadeGoodWhereANodeKnowsTheTransaction(Reply lost) {
    one.replies(METHOD, _ -> lost).answersError("icx_getTransactionResult", -31002, "Pending");
    other.replies(METHOD, _ -> lost).answersError("icx_getTransactionResult", -31002, "Pending");
    try (var gateway = start(Duration.ofMillis(1_500))) {
      var answer = gateway.post(Calls.send());

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo(
              "{\"jsonrpc\":\"2.0\",\"result\":\"" + Calls.TRANSACTION_HASH + "\",\"id\":1}\n");
      assertThat(sent()).isEqualTo(1);
    }
  }

  static Stream<Arguments> notAccepted() {
    return Stream.of(
            Named.of("a full pool", Reply.error(-31001, "PoolOverflow")),
            Named.of("a stopped chain", Reply.error(-32000, "Stopped")),
            Named.of("a clock behind", Reply.error(-31000, "SystemError: E2003:FutureTx")),
            Named.of("a channel it lacks", Reply.status(404, "No channel")),
            Named.of("too many requests", Reply.status(429, "", new Header("Retry-After", "1"))))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("notAccepted")
  void aCompleteAnswerThatProvesItWasNotTakenLetsAnotherNodeTry(Reply refusal) {
    one.replies(METHOD, _ -> refusal);
    other.replies(METHOD, _ -> ACCEPTED);
    try (var gateway = start()) {
      for (var write = 0; one.received(METHOD).isEmpty() && write < 50; write++) {
        assertThat(gateway.post(Calls.send()).body()).contains(Calls.TRANSACTION_HASH);
      }
      assertThat(one.received(METHOD)).hasSize(1);
    }
  }

  @Test
  void aNodeThatRefusesTheConnectionTookNothing() {
    one.replies(METHOD, _ -> ACCEPTED);
    other.replies(METHOD, _ -> ACCEPTED);
    try (var gateway = start()) {
      one.dies();
      for (var write = 0; write < 10; write++) {
        assertThat(gateway.post(Calls.send()).status()).isEqualTo(200);
      }
      assertThat(other.received(METHOD)).hasSize(10);
    }
  }

  @Test
  void aTransactionThatIsAlreadyThereIsTheNodesAnswer() {
    var duplicate = Reply.error(-31000, "SystemError: E2000:Duplicate");
    one.replies(METHOD, _ -> duplicate);
    other.replies(METHOD, _ -> duplicate);
    try (var gateway = start()) {
      var answer = gateway.post(Calls.send());

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("E2000:Duplicate");
      assertThat(sent()).isEqualTo(1);
    }
  }

  @Test
  void equalWritesAreNeitherKeptNorJoined() {
    one.replies(METHOD, _ -> ACCEPTED);
    try (var gateway = TestNetwork.icon(one).serve()) {
      gateway.post(Calls.send());
      gateway.post(Calls.send());
      gateway.post("[" + Calls.send() + "," + Calls.send() + "]");

      assertThat(one.received(METHOD)).hasSize(4);
    }
  }

  @Test
  void theNodeReceivesTheCallersOwnParams() {
    one.replies(METHOD, _ -> ACCEPTED);
    try (var gateway = TestNetwork.icon(one).serve()) {
      gateway.post(Calls.send());

      assertThat(one.received(METHOD))
          .singleElement()
          .satisfies(request ->
              assertThat(request.body())
                  .contains("\"params\":" + Calls.SIGNED_TRANSACTION)
                  .contains("\"method\":\"icx_sendTransaction\""));
    }
  }

  private TestGateway start() {
    return start(Duration.ofSeconds(10));
  }

  private TestGateway start(Duration deadline) {
    return TestNetwork.icon(one, other).rareProbes().lanes(64, deadline, 2).serve();
  }

  private int sent() {
    return one.received(METHOD).size() + other.received(METHOD).size();
  }
}

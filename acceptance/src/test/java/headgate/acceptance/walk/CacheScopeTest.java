package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is kept, for how long, and what never is. */
class CacheScopeTest {
  private static final String RESULT =
      Calls.call(
          "1", "icx_getTransactionResult", "{\"txHash\":\"" + Calls.TRANSACTION_HASH + "\"}");

  @AutoClose private final FakeNode node = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");

  @Test
  void anAnswerThatFollowsTheHeadIsAskedForAgainAtTheNextHeight() {
    try (var gateway = start()) {
      gateway.post(Calls.balance(1));
      moveTo(gateway, 101);
      node.answers("icx_getBalance", "\"0x2\"");

      assertThat(gateway.post(Calls.balance(1)).body()).contains("\"0x2\"");
    }
  }

  @Test
  void anAnswerThatFollowsTheHeadServesForItsShortLifeOnly() {
    try (var gateway =
        TestNetwork.icon(node).unpinned().rareProbes().microTtl(Duration.ofMillis(100)).serve()) {
      gateway.post(Calls.balance(1));
      node.answers("icx_getBalance", "\"0x2\"");

      Eventually.value(
          "the answer is fetched again at the same height",
          () -> gateway.post(Calls.balance(1)).body(),
          body -> body.contains("\"0x2\""));
    }
  }

  @Test
  void itsLifeBeginsWithItsFetch() {
    try (var gateway =
        TestNetwork.icon(node).unpinned().rareProbes().microTtl(Duration.ofMillis(200)).serve()) {
      node.next("icx_getBalance", Reply.result("\"0xold\"").after(Duration.ofMillis(250)));
      gateway.post(Calls.balance(1));

      // The first answer was already older than its life when it came.
      assertThat(gateway.post(Calls.balance(1)).body()).contains("\"0x1\"");
    }
  }

  @Test
  void anAnswerAboutAnOldHeightServesAtEveryHeight() {
    try (var gateway = start()) {
      gateway.post(Calls.balanceAt(1, 60));
      moveTo(gateway, 105);
      gateway.post(Calls.balanceAt(1, 60));

      assertThat(node.received("icx_getBalance")).hasSize(1);
    }
  }

  @Test
  void anAnswerAboutAHeightThatIsNotReachedIsNotKept() {
    try (var gateway = start()) {
      gateway.post(Calls.balanceAt(1, 1_000));
      gateway.post(Calls.balanceAt(1, 1_000));

      assertThat(node.received("icx_getBalance")).hasSize(2);
    }
  }

  @Test
  void anAnswerAboutAHashServesAtEveryHeight() {
    node.answers("icx_getTransactionResult", "{\"status\":\"0x1\",\"blockHeight\":\"0x32\"}");
    try (var gateway = start()) {
      gateway.post(RESULT);
      moveTo(gateway, 105);
      gateway.post(RESULT);

      assertThat(node.received("icx_getTransactionResult")).hasSize(1);
    }
  }

  @Test
  void whatIsNotThereYetIsAskedForEachTime() {
    node.answersError("icx_getTransactionResult", -31002, "Pending");
    try (var gateway = start()) {
      gateway.post(RESULT);
      node.answers("icx_getTransactionResult", "{\"status\":\"0x1\",\"blockHeight\":\"0x32\"}");

      assertThat(gateway.post(RESULT).body()).contains("\"status\":\"0x1\"");
    }
  }

  @Test
  void otherParamsAreAnotherQuestion() {
    try (var gateway = start()) {
      gateway.post(Calls.balance(1));
      gateway.post(Calls.balance(2));

      assertThat(node.received("icx_getBalance")).hasSize(2);
    }
  }

  @Test
  void aBatchTakesWhatIsKnownAndAsksForTheRest() {
    try (var gateway = start()) {
      gateway.post(Calls.balanceAt(1, 60));
      var answer = gateway.post("[" + Calls.balanceAt(2, 60) + "," + Calls.balanceAt(1, 60) + "]");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(node.received("icx_getBalance")).hasSize(2);
      assertThat(node.received("icx_getBalance").getLast().body()).contains(Calls.address(2));
    }
  }

  @Test
  void withoutACacheEveryReadIsAsked() {
    try (var gateway = TestNetwork.icon(node).uncached().serve()) {
      gateway.post(Calls.balanceAt(1, 60));
      gateway.post(Calls.balanceAt(1, 60));

      assertThat(node.received("icx_getBalance")).hasSize(2);
    }
  }

  private TestGateway start() {
    return TestNetwork.icon(node).serve();
  }

  private void moveTo(TestGateway gateway, long height) {
    node.height(height);
    Eventually.value(
        "the new height is seen",
        () -> gateway.gateway().networks().getFirst().servingHeight(),
        seen -> seen == height);
  }
}

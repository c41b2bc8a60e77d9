package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.CallEnd;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.outcome.TryFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final ByteBudget budget = new ByteBudget(1_000);
  private final List<Node> charged = new ArrayList<>();
  private final Tally tally = new Tally(charged::add, budget);
  private final Node first = node(0);
  private final Node second = node(1);

  private static Node node(int index) {
    var config = NodeConfig.of("n" + index, URI.create("http://n" + index));
    return new Node(index, config, UpstreamBench.LANES);
  }

  private void failed(Node node, TryFailure failure) {
    tally.failed(node, new Verdict.Bad(failure, null));
  }

  private FailureKind told(CallEnd why) {
    if (tally.reply(why) instanceof Reply.Failed failed) {
      return failed.failure().kind();
    }
    throw new AssertionError("an answer");
  }

  @Test
  void aCallThatFailsAlikeAtTwoNodesCountsAgainstNeither() {
    failed(first, TryFailure.SERVER_ERROR);
    failed(second, TryFailure.SERVER_ERROR);
    tally.close();

    assertThat(tally.alike()).isTrue();
    assertThat(charged).isEmpty();
  }

  @Test
  void nobodyIsChargedBeforeItIsKnownWhatAnotherNodeMakesOfTheCall() {
    failed(first, TryFailure.STALLED);
    assertThat(charged).isEmpty();
    tally.close();

    assertThat(charged).containsExactly(first);
  }

  @Test
  void nodesThatFailDifferentlyAreBothCharged() {
    failed(first, TryFailure.STALLED);
    failed(second, TryFailure.SERVER_ERROR);
    tally.close();

    assertThat(tally.alike()).isFalse();
    assertThat(charged).containsExactly(first, second);
  }

  @Test
  void whatHappensBeforeTheCallIsThereIsChargedAtOnceHoweverOften() {
    failed(first, TryFailure.REFUSED);
    failed(second, TryFailure.REFUSED);

    assertThat(tally.alike()).isFalse();
    assertThat(charged).containsExactly(first, second);
  }

  @Test
  void whatCountsAgainstNobodyIsNeverCharged() {
    failed(first, TryFailure.ANSWER_TOO_LARGE);
    failed(second, TryFailure.NO_BLOCK);
    tally.close();

    assertThat(charged).isEmpty();
  }

  @Test
  void theErrorOfANodeIsToldRatherThanWhatCameAfterIt() {
    var text = AnswerText.local("1").asError(-32603, 400);
    tally.failed(first, new Verdict.Bad(TryFailure.NODE_ERROR, text));
    failed(second, TryFailure.REFUSED);

    assertThat(budget.used()).as("kept meanwhile").isEqualTo(text.text().length);
    assertThat(tally.reply(CallEnd.DEADLINE)).isEqualTo(new Reply.Answered(text));
    tally.release();
    assertThat(budget.used()).isZero();
  }

  @Test
  void aResponseIsToldRatherThanABrokenConnection() {
    failed(first, TryFailure.RATE_LIMITED);
    failed(second, TryFailure.LOST_BEFORE_ANSWER);

    assertThat(told(CallEnd.TRIES_USED_UP)).isEqualTo(FailureKind.OVERLOADED);
  }

  @Test
  void ofTwoThatSaidAsMuchTheLaterIsTold() {
    failed(first, TryFailure.LOST_BEFORE_ANSWER);
    failed(second, TryFailure.REFUSED);

    assertThat(told(CallEnd.NO_NODE_LEFT)).isEqualTo(FailureKind.NO_NODE);
  }

  @Test
  void aDeadlineThatPassedIsToldUnlessANodeGaveAnError() {
    failed(first, TryFailure.SERVER_ERROR);

    assertThat(told(CallEnd.DEADLINE)).isEqualTo(FailureKind.DEADLINE);
  }

  @Test
  void whoHeardNothingIsToldWhyNobodyWasAsked() {
    assertThat(told(CallEnd.NO_PERMIT)).isEqualTo(FailureKind.OVERLOADED);
    assertThat(told(CallEnd.NO_NODE_LEFT)).isEqualTo(FailureKind.NO_NODE);
  }
}

package headgate.simulation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.upstream.writes.SentTransactions;
import headgate.simulation.Chance;
import headgate.simulation.caller.Knowledge;
import headgate.simulation.caller.Question;
import headgate.simulation.caller.Request;
import headgate.simulation.caller.Response;
import headgate.simulation.chain.Chain;
import headgate.simulation.chain.Transactions;
import headgate.simulation.machine.Agenda;
import headgate.simulation.node.DeafEars;
import headgate.simulation.node.SimulatedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule is broken by what it forbids, and by nothing else. */
class InvariantsTest {
  private static final Question BALANCE = new Question.Balance(3, Question.OPEN);

  private final Agenda agenda = new Agenda();
  private final Verdict verdict = new Verdict();
  private final Knowledge knowledge = new Knowledge();
  private final Chain chain =
      Chain.grown(0, "0x2", 100, Instant.EPOCH.plusSeconds(1_000), Duration.ofSeconds(2));
  private final List<SimulatedNode> nodes =
      Stream.of("node1", "node2", "node3")
          .map(name -> new SimulatedNode(name, chain, agenda, Chance.of(1), new DeafEars()))
          .toList();
  private final Skies skies = new Skies();
  private final Terms first =
      new Terms("first", true, 1 << 20, 100, List.of("node1", "node2", "node3"));
  private final Editions editions = new Editions(agenda, first);
  private final Invariants invariants =
      new Invariants(
          new Landscape(agenda, chain, nodes, skies, editions, true, false), knowledge, verdict);

  @BeforeEach
  void letAMinutePass() {
    agenda.runUntil(agenda.nanos() + Duration.ofMinutes(1).toNanos(), () -> true);
    invariants.heightTold();
  }

  private Request asked(Question... questions) {
    var calls =
        Stream.iterate(0, index -> index + 1)
            .limit(questions.length)
            .map(index -> new Request.Call(Integer.toString(index + 1), questions[index]))
            .toList();
    return new Request(
        1, "caller", calls, questions.length > 1, -1, agenda.nanos(), knowledge.height());
  }

  private String told(int account, long height) {
    return "{\"jsonrpc\":\"2.0\",\"result\":\"0x%x\",\"id\":%%d}"
        .formatted(chain.balance(account, height));
  }

  private void answered(Request request, String body) {
    invariants.answered(request, new Response(200, Map.of(), body));
  }

  @Test
  void aTrueAnswerBreaksNothing() {
    answered(asked(BALANCE), told(3, chain.tip()).formatted(1));

    assertThat(verdict.first()).isNull();
  }

  @Test
  void anAnswerToAnotherCallIsNoticed() {
    answered(asked(BALANCE), told(4, chain.tip()).formatted(1));

    assertThat(verdict.first()).contains("its own call's");
  }

  @Test
  void anIdOfSomebodyElseIsNoticed() {
    answered(asked(BALANCE), told(3, chain.tip()).formatted(7));

    assertThat(verdict.first()).contains("every id");
  }

  @Test
  void halfAnAnswerIsNoticed() {
    answered(asked(BALANCE), told(3, chain.tip()).formatted(1).substring(0, 30));

    assertThat(verdict.first()).contains("whole");
  }

  @Test
  void twoHeightsInOneBatchAreNoticed() {
    var body =
        "[" + told(3, chain.tip()).formatted(1) + "," + told(3, chain.tip() - 1).formatted(2) + "]";
    answered(asked(BALANCE, BALANCE), body);

    assertThat(verdict.first()).contains("one height");
  }

  @Test
  void anAnswerBehindAnEarlierOneIsNoticed() {
    knowledge.heightTold(chain.tip());
    answered(asked(BALANCE), told(3, chain.tip() - 1).formatted(1));

    assertThat(verdict.first()).contains("goes back");
  }

  @Test
  void anAnswerOfLongAgoIsNoticed() {
    answered(asked(BALANCE), told(3, chain.tip() - 5).formatted(1));

    assertThat(verdict.first()).contains("a moment ago");
  }

  @Test
  void aHeightThatNobodyHasConfirmedForSecondsIsNoticed() {
    invariants.heightTold();
    answered(asked(BALANCE), told(3, chain.tip()).formatted(1));
    assertThat(verdict.first()).isNull();
    agenda.runUntil(agenda.nanos() + Duration.ofSeconds(2).toNanos(), () -> true);
    answered(asked(BALANCE), told(3, chain.tip()).formatted(1));

    assertThat(verdict.first()).contains("within the last second");
  }

  @Test
  void aHeightThatNobodyHasIsNoticed() {
    answered(asked(BALANCE), told(3, chain.tip() + 1).formatted(1));

    assertThat(verdict.first()).contains("has not reached");
  }

  @Test
  void anErrorThatWasToldBeforeIsNoticed() {
    var body =
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-30032,\"message\":\"no\",\"data\":\"#1\"},\"id\":1}";
    answered(asked(new Question.Revert(1)), body);
    assertThat(verdict.first()).isNull();
    letAMinutePass();
    answered(asked(new Question.Revert(1)), body);

    assertThat(verdict.first()).contains("never kept");
  }

  @Test
  void anErrorThatTwoGoodNodesWouldNotGiveIsNoticed() {
    var body = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32093,\"message\":\"no\"},\"id\":1}";
    answered(asked(BALANCE), body);

    assertThat(verdict.first()).contains("nobody's error");
  }

  @Test
  void aWriteThatIsSentTwiceIsNoticedUnlessItWasRefusedBetween() {
    var params = new Transactions().next().params();
    invariants.written(nodes.get(0), "icx_sendTransaction", params, "first");
    invariants.refused("icx_sendTransaction", params);
    invariants.written(nodes.get(1), "icx_sendTransaction", params, "first");
    assertThat(verdict.first()).isNull();
    invariants.written(nodes.get(2), "icx_sendTransaction", params, "first");

    assertThat(verdict.first()).contains("sent once");
  }

  @Test
  void aBatchThatNoConfigurationTakesIsNoticed() {
    editions.ordered(new Terms("next", true, 1 << 20, 1, first.nodes()));
    editions.applied();
    letAMinutePass();
    var body =
        "[" + told(3, chain.tip()).formatted(1) + "," + told(3, chain.tip()).formatted(2) + "]";
    answered(asked(BALANCE, BALANCE), body);

    assertThat(verdict.first()).contains("one configuration");
  }

  @Test
  void whatEitherOfTwoConfigurationsTakesIsFineUntilTheReloadHasEnded() {
    var request = asked(BALANCE, BALANCE);
    invariants.headThere(request);
    editions.ordered(new Terms("next", true, 1 << 20, 1, first.nodes()));
    editions.applied();
    var body =
        "[" + told(3, chain.tip()).formatted(1) + "," + told(3, chain.tip()).formatted(2) + "]";
    answered(request, body);

    assertThat(verdict.first()).isNull();
  }

  @Test
  void aWriteThatTheNextConfigurationSendsIsNoticed() {
    var sent = new Transactions().next();
    var request = asked(new Question.Send(sent, false));
    invariants.sent(request);
    invariants.headThere(request);
    invariants.written(nodes.get(0), "icx_sendTransaction", sent.params(), "first");
    assertThat(verdict.first()).isNull();
    invariants.written(nodes.get(0), "icx_sendTransaction", sent.params(), "next");

    assertThat(verdict.first()).contains("one configuration");
  }

  @Test
  void aHashForATransactionThatNobodyTookIsNoticed() {
    var sent = new Transactions().next();
    answered(
        asked(new Question.Send(sent, false)),
        "{\"jsonrpc\":\"2.0\",\"result\":\"%s\",\"id\":1}".formatted(sent.hash()));

    assertThat(verdict.first()).contains("is true");
  }

  private Transactions.Signed acknowledged() {
    knowledge.heightTold(chain.tip());
    var sent = new Transactions().next();
    invariants.taken(nodes.getFirst(), sent.hash());
    answered(
        asked(new Question.Send(sent, false)),
        "{\"jsonrpc\":\"2.0\",\"result\":\"%s\",\"id\":1}".formatted(sent.hash()));
    return sent;
  }

  private void toldThatThereIsNone(Transactions.Signed transaction) {
    answered(
        asked(new Question.TransactionOf(transaction.hash())),
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-31004,\"message\":\"NotFound\"},\"id\":1}");
  }

  private void grow(int blocks) {
    for (var count = 0; count < blocks; count++) {
      chain.grow(Instant.EPOCH.plusSeconds(2_000), List.of());
    }
  }

  @Test
  void anAcknowledgedTransactionThatIsNotFoundIsNoticed() {
    var sent = acknowledged();
    grow(SentTransactions.BLOCKS + 1);
    toldThatThereIsNone(sent);

    assertThat(verdict.first()).contains("is found by who asks");
  }

  @Test
  void whileItsTakerHasToBeAskedALiarIsNoExcuse() {
    skies.lieBegan("node2", agenda.nanos());
    var sent = acknowledged();
    grow(SentTransactions.BLOCKS);
    toldThatThereIsNone(sent);

    assertThat(verdict.first()).contains("is found by who asks");
  }

  @Test
  void afterThatALiarThatNobodyHasFoundOutMayBeAsked() {
    skies.lieBegan("node2", agenda.nanos());
    var sent = acknowledged();
    grow(SentTransactions.BLOCKS + 1);
    toldThatThereIsNone(sent);
    assertThat(verdict.first()).isNull();
    skies.judged("node2", "quarantined", agenda.nanos());
    letAMinutePass();
    toldThatThereIsNone(sent);

    assertThat(verdict.first()).contains("is found by who asks");
  }
}

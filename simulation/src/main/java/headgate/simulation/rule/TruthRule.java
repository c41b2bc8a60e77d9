package headgate.simulation.rule;

import headgate.simulation.caller.Question;
import headgate.simulation.caller.Request;
import headgate.simulation.chain.Block;
import headgate.simulation.chain.Chain;
import headgate.simulation.chain.Transactions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A result is the truth, about what was asked, at the height that it shows. */
final class TruthRule {
  private static final String RULE = "a result is its own call's and true at its height";
  private static final int SUPPLY = 0xffff;

  private final Landscape landscape;
  private final EditionRule editions;
  private final Verdict verdict;

  TruthRule(Landscape landscape, EditionRule editions, Verdict verdict) {
    this.landscape = landscape;
    this.editions = editions;
    this.verdict = verdict;
  }

  /** The height that the result shows, null where it shows none or may be of another chain. */
  @Nullable Shown judge(Request request, Question question, JsonNode result) {
    return switch (question) {
      case Question.Balance(var account, var height) when height == Question.OPEN ->
          state(request, question, account, result);
      case Question.Balance(var account, var height) ->
          past(request, question, result, account, height);
      case Question.Supply() -> state(request, question, SUPPLY, result);
      case Question.Contract(var account) -> state(request, question, account, result);
      case Question.LastBlock() -> block(request, question, result, null, Shown.Kind.HEAD);
      case Question.BlockAt(var height) ->
          block(request, question, result, landscape.chain().block(height), Shown.Kind.PAST);
      case Question.BlockNamed(_, var height) ->
          block(request, question, result, landscape.chain().block(height), Shown.Kind.PAST);
      case Question.AboutNetwork() -> info(request, result);
      case Question.Send(var transaction, var waits) ->
          waits
              ? of(request, question, transaction.hash(), result, 1)
              : sent(question, transaction, result);
      case Question.ResultOf(var transaction) -> of(request, question, transaction, result, 1);
      case Question.WaitFor(var transaction) -> of(request, question, transaction, result, 1);
      case Question.TransactionOf(var transaction) -> of(request, question, transaction, result, 0);
      case Question.Revert _, Question.Poison _, Question.Unknown _ -> {
        verdict.broken(RULE, question + " -> " + result);
        yield null;
      }
    };
  }

  private @Nullable Shown state(Request request, Question question, int account, JsonNode result) {
    var told = Long.decode(result.asString());
    var height = Chain.heightIn(told);
    verdict.hold(Chain.accountIn(told) == account, RULE, question + " -> " + result);
    if (told != landscape.chain().balance(account, height)) {
      foreign(request, question, result);
      return null;
    }
    return new Shown(height, editions.pins(request) ? Shown.Kind.PINNED : Shown.Kind.LOOSE);
  }

  private @Nullable Shown past(
      Request request, Question question, JsonNode result, int account, long height) {
    var told = Long.decode(result.asString());
    verdict.hold(
        Chain.accountIn(told) == account && Chain.heightIn(told) == height,
        RULE,
        question + " -> " + result);
    if (told != landscape.chain().balance(account, height)) {
      foreign(request, question, result);
      return null;
    }
    return new Shown(height, Shown.Kind.PAST);
  }

  private @Nullable Shown block(
      Request request, Question question, JsonNode result, @Nullable Block asked, Shown.Kind kind) {
    var height = result.path("height").asLong();
    var hash = result.path("block_hash").asString();
    var there = landscape.chain().block(height);
    verdict.hold(asked == null || asked.height() == height, RULE, question + " -> " + result);
    if (there == null || !there.hash().equals(hash)) {
      foreign(request, question, result);
      return null;
    }
    return new Shown(height, kind);
  }

  private @Nullable Shown info(Request request, JsonNode result) {
    var told = result.path("told").asLong();
    verdict.hold(
        told >= request.sentNanos() - 2_500_000_000L,
        "what cannot be pinned is kept for a second at most",
        request + " -> " + result);
    if (!result.path("nid").asString().equals(landscape.chain().networkId())) {
      foreign(request, new Question.AboutNetwork(), result);
      return null;
    }
    return new Shown(Long.decode(result.path("latest").asString()), Shown.Kind.HEAD);
  }

  private @Nullable Shown sent(Question question, Transactions.Signed sent, JsonNode result) {
    verdict.hold(result.asString().equals(sent.hash()), RULE, question + " -> " + result);
    return null;
  }

  private @Nullable Shown of(
      Request request, Question question, String transaction, JsonNode result, int plus) {
    verdict.hold(
        result.path("txHash").asString().equals(transaction), RULE, question + " -> " + result);
    if (!result.has("blockHeight")) {
      verdict.hold(
          result.path("told").asLong() >= request.sentNanos() - 2_500_000_000L,
          "what is pending is never kept",
          request + " -> " + result);
      return null;
    }
    var height = Long.decode(result.path("blockHeight").asString());
    if (height != landscape.chain().heightOf(transaction)) {
      foreign(request, question, result);
      return null;
    }
    return new Shown(height + plus, Shown.Kind.PAST);
  }

  private void foreign(Request request, Question question, JsonNode result) {
    verdict.hold(
        landscape.mayBeForeign(request.sentNanos()),
        RULE,
        question + " -> " + result + " of " + request);
  }
}

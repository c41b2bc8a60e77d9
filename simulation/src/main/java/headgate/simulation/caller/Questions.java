package headgate.simulation.caller;

import headgate.simulation.Chance;
import headgate.simulation.chain.Chain;
import java.util.ArrayList;
import java.util.List;

/** Draws what a caller asks next. */
final class Questions {
  private static final int ACCOUNTS = 6;
  private static final int BATCH_CALLS_MAX = 12;
  private static final int AHEAD_MAX = 4;

  private final Chance chance;
  private final Knowledge knowledge;

  Questions(Chance chance, Knowledge knowledge) {
    this.chance = chance;
    this.knowledge = knowledge;
  }

  /** The calls of one request; one, or several for a batch. */
  List<Request.Call> calls(boolean batch) {
    var calls = new ArrayList<Request.Call>();
    var count = batch ? chance.between(1, BATCH_CALLS_MAX) : 1;
    for (var index = 0; index < count; index++) {
      calls.add(new Request.Call(chance.percent(3) ? "" : id(index), next()));
    }
    return calls;
  }

  /** Ids are of many forms, and each is another one. */
  private String id(int index) {
    var number = index + 1 + chance.below(9) * 100;
    return switch (chance.between(0, 5)) {
      case 0 -> "\"q%d\"".formatted(number);
      case 1 -> "90071992547409930%03d".formatted(number);
      case 2 -> "-%d".formatted(number);
      case 3 -> "%d.50".formatted(number);
      case 4 -> "\"\\u00e9 %d\"".formatted(number);
      default -> Long.toString(number);
    };
  }

  private Question next() {
    var drawn = chance.between(0, 99);
    if (drawn < 40) {
      return state();
    } else if (drawn < 62) {
      return blocks();
    } else if (drawn < 72) {
      return new Question.Send(knowledge.transactions().next(), chance.percent(15));
    } else if (drawn < 92) {
      return transactions();
    }
    return odd();
  }

  private Question state() {
    var account = chance.between(1, ACCOUNTS);
    return switch (chance.between(0, 5)) {
      case 0 -> new Question.Supply();
      case 1, 2 -> new Question.Contract(account);
      case 3 -> new Question.Balance(account, height());
      default -> new Question.Balance(account, Question.OPEN);
    };
  }

  /** Mostly one that is settled, sometimes one that is to come. */
  private long height() {
    var known = Math.max(Chain.FIRST, knowledge.height());
    return Math.max(
        Chain.FIRST,
        chance.percent(70) ? known - chance.below(40) : known + chance.below(AHEAD_MAX));
  }

  private Question blocks() {
    return switch (chance.between(0, 3)) {
      case 0 -> new Question.AboutNetwork();
      case 1 -> new Question.BlockAt(height());
      case 2 ->
          knowledge.blocks().isEmpty() ? new Question.LastBlock() : chance.of(knowledge.blocks());
      default -> new Question.LastBlock();
    };
  }

  private Question transactions() {
    if (knowledge.sent().isEmpty()) {
      return new Question.Supply();
    }
    var one = chance.of(knowledge.sent());
    return switch (chance.between(0, 9)) {
      case 0 -> new Question.WaitFor(one);
      case 1, 2, 3 -> new Question.TransactionOf(one);
      default -> new Question.ResultOf(one);
    };
  }

  private Question odd() {
    var account = chance.between(1, ACCOUNTS);
    return switch (chance.between(0, 5)) {
      case 0 -> new Question.Unknown();
      case 1 -> new Question.Poison(account);
      default -> new Question.Revert(account);
    };
  }

  /** What {@code X-Headgate-Min-Height} is to say, -1 for nothing. */
  long minHeight() {
    return chance.percent(10) ? Math.max(0, knowledge.height() + chance.between(-3, 3)) : -1;
  }
}

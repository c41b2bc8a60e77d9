package headgate.devnode.chain;

import headgate.devnode.block.Transaction;
import headgate.devnode.iiss.StepRules;
import java.math.BigInteger;
import java.util.Optional;

/** Whether a transaction could be paid for: asked before it goes into a block. */
final class PreCheck {
  private final StepRules steps;

  PreCheck(StepRules steps) {
    this.steps = steps;
  }

  /** The reason why not, worded as goloop does; empty if it could. */
  Optional<Refusal> objection(Transaction transaction, BigInteger balance) {
    var minimum = steps.minimum(transaction.dataBytes());
    if (transaction.stepLimit().compareTo(minimum) < 0) {
      return Optional.of(
          new Refusal(
              Refusal.NOT_ENOUGH_STEP,
              "NotEnoughStep(txStepLimit:%s, minStep:%s)"
                  .formatted(transaction.stepLimit(), minimum)));
    }
    var needed = needed(transaction);
    if (balance.compareTo(needed) < 0) {
      return Optional.of(
          new Refusal(
              Refusal.OUT_OF_BALANCE,
              "OutOfBalance(balance:%s, value:%s)".formatted(balance, needed)));
    }
    return Optional.empty();
  }

  /** The most that it may take from its sender. */
  BigInteger needed(Transaction transaction) {
    return transaction.stepLimit().multiply(steps.price()).add(transaction.value());
  }
}

package headgate.devnode.chain;

import headgate.devnode.block.EventLog;
import headgate.devnode.block.Receipt;
import headgate.devnode.block.Receipt.Status;
import headgate.devnode.block.Transaction;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.iiss.StepRules;
import headgate.devnode.iiss.SystemContract;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Runs the transactions of one block on the state, one after the other. Not thread-safe. */
final class Execution {
  private final StepRules steps;
  private final StateChange state;
  private final SystemCalls systemCalls;
  private final List<Receipt> receipts = new ArrayList<>();
  private BigInteger cumulative = BigInteger.ZERO;
  private BigInteger fees = BigInteger.ZERO;

  Execution(StepRules steps, StateChange state) {
    this.steps = steps;
    this.state = state;
    this.systemCalls = new SystemCalls(state);
  }

  /** What the run of a transaction comes to, before it is paid for. */
  record Effect(Status status, List<EventLog> events) {
    static Effect failed(Status status) {
      return new Effect(status, List.of());
    }
  }

  void run(Transaction transaction) {
    var sender = transaction.from();
    if (sender == null) {
      receipts.add(BaseTransaction.run(state));
      return;
    }
    var effect = settle(transaction, sender);
    receipts.add(charge(transaction, sender, effect));
  }

  /** The fees of the block go to the treasury when all its transactions have run. */
  List<Receipt> finish() {
    state.setBalance(Genesis.TREASURY, state.balance(Genesis.TREASURY).add(fees));
    var system = state.system();
    state.setSystem(system.with(system.issue().withFees(fees)));
    return receipts;
  }

  private Effect settle(Transaction transaction, String sender) {
    var most = transaction.stepLimit().multiply(steps.price()).add(transaction.value());
    if (state.balance(sender).compareTo(most) < 0) {
      return Effect.failed(Status.OUT_OF_BALANCE);
    }
    if (transaction.stepLimit().compareTo(needed(transaction)) < 0) {
      return Effect.failed(Status.OUT_OF_STEP);
    }
    if (transaction.to().equals(SystemContract.ADDRESS)) {
      return systemCalls.run(transaction, sender);
    }
    if (isCall(transaction)) {
      return Effect.failed(Status.CONTRACT_NOT_FOUND);
    }
    state.move(sender, transaction.to(), transaction.value());
    return new Effect(Status.SUCCESS, List.of());
  }

  private static boolean isCall(Transaction transaction) {
    return transaction.to().startsWith("cx");
  }

  private BigInteger needed(Transaction transaction) {
    var minimum = steps.minimum(transaction.dataBytes());
    return isCall(transaction) ? minimum.add(steps.cost("contractCall")) : minimum;
  }

  private BigInteger used(Transaction transaction, Status status) {
    return switch (status) {
      case OUT_OF_BALANCE -> steps.cost("default");
      case OUT_OF_STEP -> transaction.stepLimit().max(steps.cost("default"));
      default -> needed(transaction);
    };
  }

  private Receipt charge(Transaction transaction, String sender, Effect effect) {
    var used = used(transaction, effect.status());
    cumulative = cumulative.add(used);
    var fee = used.multiply(steps.price());
    var payable = state.balance(sender).compareTo(fee) >= 0;
    if (payable) {
      state.setBalance(sender, state.balance(sender).subtract(fee));
      fees = fees.add(fee);
    }
    var price = payable ? steps.price() : BigInteger.ZERO;
    var cost = new Receipt.Steps(used, price);
    return new Receipt(transaction.to(), effect.status(), cost, cumulative, effect.events());
  }
}

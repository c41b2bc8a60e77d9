package headgate.devnode.chain;

import headgate.devnode.block.Receipt;
import headgate.devnode.block.Receipt.Status;
import headgate.devnode.block.Transaction;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.iiss.StepRules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Runs the transactions of one block on the state, one after the other. Not thread-safe. */
final class Execution {
  private final StepRules steps;
  private final StateChange state;
  private final List<Receipt> receipts = new ArrayList<>();
  private BigInteger cumulative = BigInteger.ZERO;
  private BigInteger fees = BigInteger.ZERO;

  Execution(StepRules steps, StateChange state) {
    this.steps = steps;
    this.state = state;
  }

  void run(Transaction transaction) {
    var sender = transaction.from();
    if (sender == null) {
      return;
    }
    var status = settle(transaction, sender);
    var used = used(transaction, status);
    cumulative = cumulative.add(used);
    receipts.add(charge(transaction, sender, status, used));
  }

  /** The fees of the block go to the treasury when all its transactions have run. */
  List<Receipt> finish() {
    state.setBalance(Genesis.TREASURY, state.balance(Genesis.TREASURY).add(fees));
    return receipts;
  }

  private Status settle(Transaction transaction, String sender) {
    var most = transaction.stepLimit().multiply(steps.price()).add(transaction.value());
    if (state.balance(sender).compareTo(most) < 0) {
      return Status.OUT_OF_BALANCE;
    }
    if (transaction.stepLimit().compareTo(steps.minimum(transaction.dataBytes())) < 0) {
      return Status.OUT_OF_STEP;
    }
    if (transaction.to().startsWith("cx")) {
      return Status.CONTRACT_NOT_FOUND;
    }
    state.move(sender, transaction.to(), transaction.value());
    return Status.SUCCESS;
  }

  private BigInteger used(Transaction transaction, Status status) {
    return switch (status) {
      case OUT_OF_BALANCE -> steps.cost("default");
      case OUT_OF_STEP -> transaction.stepLimit().max(steps.cost("default"));
      default -> steps.minimum(transaction.dataBytes());
    };
  }

  private Receipt charge(Transaction transaction, String sender, Status status, BigInteger used) {
    var fee = used.multiply(steps.price());
    var payable = state.balance(sender).compareTo(fee) >= 0;
    if (payable) {
      state.setBalance(sender, state.balance(sender).subtract(fee));
      fees = fees.add(fee);
    }
    var price = payable ? steps.price() : BigInteger.ZERO;
    var cost = new Receipt.Steps(used, price);
    return new Receipt(transaction.to(), status, cost, cumulative, List.of());
  }
}

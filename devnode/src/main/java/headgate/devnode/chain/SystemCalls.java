package headgate.devnode.chain;

import headgate.devnode.block.EventLog;
import headgate.devnode.block.Receipt.Status;
import headgate.devnode.block.Transaction;
import headgate.devnode.chain.Execution.Effect;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.iiss.SystemContract;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import java.util.List;

/**
 * The transactions that call the system contract. Claiming a reward is modelled; every other write
 * that the contract has ends as an unknown failure.
 */
final class SystemCalls {
  private static final String CLAIMED = "IScoreClaimedV2(Address,int,int)";

  private final StateChange state;

  SystemCalls(StateChange state) {
    this.state = state;
  }

  Effect run(Transaction transaction, String sender) {
    if (!(transaction.data() instanceof Json.Members data)
        || !(data.last("method") instanceof Json.Text(var method))) {
      return Effect.failed(Status.METHOD_NOT_FOUND);
    }
    if (transaction.value().signum() > 0) {
      return Effect.failed(Status.METHOD_NOT_PAYABLE);
    }
    if (method.equals("claimIScore")) {
      return claim(sender);
    }
    return Effect.failed(
        SystemContract.isWrite(method) ? Status.UNKNOWN_FAILURE : Status.METHOD_NOT_FOUND);
  }

  private Effect claim(String sender) {
    var holding = state.system().holding(sender);
    var reward = holding.claimable();
    if (state.balance(Genesis.TREASURY).compareTo(reward) < 0) {
      return Effect.failed(Status.OUT_OF_BALANCE);
    }
    state.move(Genesis.TREASURY, sender, reward);
    state.setSystem(state.system().with(sender, holding.claimed()));
    var spent = holding.iscore().subtract(holding.claimed().iscore());
    var data = List.of(Hex.of(spent), Hex.of(reward));
    var event = new EventLog(SystemContract.ADDRESS, List.of(CLAIMED, sender), data);
    return new Effect(Status.SUCCESS, List.of(event));
  }
}

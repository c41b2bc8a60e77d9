package headgate.devnode.chain;

import headgate.devnode.block.EventLog;
import headgate.devnode.block.Receipt;
import headgate.devnode.block.Transaction;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.iiss.Issue;
import headgate.devnode.iiss.SystemContract;
import headgate.devnode.iiss.SystemState;
import headgate.devnode.json.Hex;
import headgate.devnode.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The transaction that the chain itself puts first into a block when it issues coins. */
final class BaseTransaction {
  private static final String ISSUED = "ICXIssued(int,int,int,int)";

  private BaseTransaction() {}

  /** The base transaction of a block at this time; none where nothing is issued. */
  static Optional<Transaction> of(SystemState state, long timeMicros) {
    if (!state.term().decentralised() || !state.issue().isActive()) {
      return Optional.empty();
    }
    var share = state.issue().share();
    var result =
        new JsonObject()
            .putHex("coveredByFee", share.byFee())
            .putHex("coveredByOverIssuedICX", share.byOverIssued())
            .putHex("issue", share.issued());
    var members =
        new JsonObject()
            .put("data", new JsonObject().put("result", result.build()).build())
            .put("dataType", "base")
            .putHex("timestamp", timeMicros)
            .putHex("version", 3);
    return Optional.of(Transaction.of(members.build()));
  }

  /** Issues the coins. */
  static Receipt run(StateChange state) {
    var issue = state.system().issue();
    var share = issue.share();
    var after = issue.after(share);
    state.issue(Genesis.TREASURY, share.issued());
    state.setSystem(state.system().with(after));
    return receipt(share, after);
  }

  private static Receipt receipt(Issue.Share share, Issue after) {
    var data = List.of(share.byFee(), share.byOverIssued(), share.issued(), after.overIssued());
    var event =
        new EventLog(
            SystemContract.ADDRESS,
            List.of(ISSUED),
            data.stream().map((BigInteger amount) -> Hex.of(amount)).toList());
    return new Receipt(
        Genesis.TREASURY,
        Receipt.Status.SUCCESS,
        Receipt.Steps.FREE,
        BigInteger.ZERO,
        List.of(event));
  }
}

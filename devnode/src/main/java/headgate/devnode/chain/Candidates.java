package headgate.devnode.chain;

import headgate.devnode.block.Transaction;
import headgate.devnode.iiss.StepRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses what goes into a block: everything in the pools, in the order in which the network met
 * it, that is in time and can be paid for. What cannot is dropped without a word, as goloop does.
 */
final class Candidates {
  private static final int BLOCK_TRANSACTIONS_MAX = 1_500;
  private static final int DROPPED_MAX = 10_000;

  private final PreCheck preCheck;
  private final Set<String> dropped = Collections.newSetFromMap(new ConcurrentHashMap<>());

  Candidates(StepRules steps) {
    this.preCheck = new PreCheck(steps);
  }

  List<Transaction> choose(
      List<TransactionPool> pools, StateChange state, BlockStore store, long timeMicros) {
    var chosen = new ArrayList<Transaction>();
    for (var transaction : waiting(pools)) {
      if (chosen.size() >= BLOCK_TRANSACTIONS_MAX) {
        break;
      }
      if (store.location(transaction.hash()).isPresent()) {
        continue;
      }
      if (fits(transaction, state, timeMicros)) {
        chosen.add(transaction);
      } else {
        drop(transaction, pools);
      }
    }
    return chosen;
  }

  private boolean fits(Transaction transaction, StateChange state, long timeMicros) {
    if (transaction.timestampMicros() <= timeMicros - Admission.WINDOW_MICROS) {
      return false;
    }
    var sender = String.valueOf(transaction.from());
    var balance = state.balance(sender);
    if (preCheck.objection(transaction, balance).isPresent()) {
      return false;
    }
    state.setBalance(sender, balance.subtract(preCheck.needed(transaction)));
    state.setBalance(transaction.to(), state.balance(transaction.to()).add(transaction.value()));
    return true;
  }

  private void drop(Transaction transaction, List<TransactionPool> pools) {
    if (dropped.size() < DROPPED_MAX) {
      dropped.add(transaction.hash());
    }
    pools.forEach(pool -> pool.forget(transaction.hash()));
  }

  boolean dropped(String hash) {
    return dropped.contains(hash);
  }

  private static List<Transaction> waiting(List<TransactionPool> pools) {
    Map<String, TransactionPool.Pooled> found = new LinkedHashMap<>();
    pools.stream()
        .flatMap(pool -> pool.all().stream())
        .sorted(Comparator.comparingLong(TransactionPool.Pooled::order))
        .forEach(pooled -> found.putIfAbsent(pooled.transaction().hash(), pooled));
    return found.values().stream().map(TransactionPool.Pooled::transaction).toList();
  }
}

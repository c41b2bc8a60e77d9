package headgate.devnode.chain;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Balances and supply at every height. A height's state is what the block before it led to. */
final class World {
  private final Map<String, History<BigInteger>> balances = new ConcurrentHashMap<>();
  private final History<BigInteger> supply = new History<>();

  BigInteger balance(String address, long height) {
    var history = balances.get(address);
    return history == null ? BigInteger.ZERO : history.at(height).orElse(BigInteger.ZERO);
  }

  BigInteger supply(long height) {
    return supply.at(height).orElse(BigInteger.ZERO);
  }

  /** Makes a change part of the state from a height on. */
  void apply(long height, StateChange change) {
    change.balances().forEach((address, balance) -> history(address).put(height, balance));
    supply.put(height, change.supply());
  }

  /** Begins a change on top of the newest state. */
  StateChange change() {
    return new StateChange(this::newestBalance, supply.newest().orElse(BigInteger.ZERO));
  }

  private BigInteger newestBalance(String address) {
    var history = balances.get(address);
    return history == null ? BigInteger.ZERO : history.newest().orElse(BigInteger.ZERO);
  }

  private History<BigInteger> history(String address) {
    return balances.computeIfAbsent(address, _ -> new History<>());
  }
}

package headgate.devnode.chain;

import headgate.devnode.iiss.SystemState;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Balances and supply at every height. A height's state is what the block before it led to. */
final class World {
  private final Map<String, History<BigInteger>> balances = new ConcurrentHashMap<>();
  private final History<BigInteger> supply = new History<>();
  private final History<SystemState> system = new History<>();
  private final SystemState initial;

  World(SystemState initial) {
    this.initial = initial;
  }

  BigInteger balance(String address, long height) {
    var history = balances.get(address);
    return history == null ? BigInteger.ZERO : history.at(height).orElse(BigInteger.ZERO);
  }

  BigInteger supply(long height) {
    return supply.at(height).orElse(BigInteger.ZERO);
  }

  SystemState system(long height) {
    return system.at(height).orElse(initial);
  }

  /** Makes a change part of the state from a height on. */
  void apply(long height, StateChange change) {
    change.balances().forEach((address, balance) -> history(address).put(height, balance));
    supply.put(height, change.supply());
    system.put(height, change.system());
  }

  /** Begins a change on top of the newest state. */
  StateChange change() {
    var newest = supply.newest().orElse(BigInteger.ZERO);
    return new StateChange(this::newestBalance, newest, system.newest().orElse(initial));
  }

  private BigInteger newestBalance(String address) {
    var history = balances.get(address);
    return history == null ? BigInteger.ZERO : history.newest().orElse(BigInteger.ZERO);
  }

  private History<BigInteger> history(String address) {
    return balances.computeIfAbsent(address, _ -> new History<>());
  }
}

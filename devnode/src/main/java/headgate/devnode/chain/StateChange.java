package headgate.devnode.chain;

import headgate.devnode.iiss.SystemState;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Balances and supply while a block's transactions run on them. Not thread-safe. */
public final class StateChange {
  private final Function<String, BigInteger> before;
  private final Map<String, BigInteger> changed = new HashMap<>();
  private BigInteger supply;
  private SystemState system;

  StateChange(Function<String, BigInteger> before, BigInteger supply, SystemState system) {
    this.before = before;
    this.supply = supply;
    this.system = system;
  }

  public BigInteger balance(String address) {
    var balance = changed.get(address);
    return balance == null ? before.apply(address) : balance;
  }

  public void setBalance(String address, BigInteger balance) {
    changed.put(address, balance);
  }

  public BigInteger supply() {
    return supply;
  }

  public void setSupply(BigInteger total) {
    supply = total;
  }

  public SystemState system() {
    return system;
  }

  public void setSystem(SystemState state) {
    system = state;
  }

  /** Moves an amount; the caller has looked whether it is there. */
  void move(String from, String to, BigInteger amount) {
    setBalance(from, balance(from).subtract(amount));
    setBalance(to, balance(to).add(amount));
  }

  /** Makes new coins. */
  void issue(String to, BigInteger amount) {
    setBalance(to, balance(to).add(amount));
    supply = supply.add(amount);
  }

  Map<String, BigInteger> balances() {
    return changed;
  }
}

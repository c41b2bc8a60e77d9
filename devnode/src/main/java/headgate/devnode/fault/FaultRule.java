package headgate.devnode.fault;

import java.util.Collection;
import java.util.Set;

/**
 * When a fault strikes: for which methods (none named means all), how probably (0 to 1), and how
 * often at most (0 means without end).
 */
public record FaultRule(Fault fault, Set<String> methods, double probability, int times) {
  public FaultRule {
    methods = Set.copyOf(methods);
    if (!(probability >= 0 && probability <= 1) || times < 0) {
      throw new IllegalArgumentException("probability 0 to 1, times 0 or more");
    }
  }

  /** A fault that strikes every exchange. */
  public static FaultRule always(Fault fault) {
    return new FaultRule(fault, Set.of(), 1, 0);
  }

  /** The same for these methods only. */
  public FaultRule on(String... names) {
    return new FaultRule(fault, Set.of(names), probability, times);
  }

  /** The same with this probability. */
  public FaultRule probability(double chance) {
    return new FaultRule(fault, methods, chance, times);
  }

  /** The same, at most so often. */
  public FaultRule times(int most) {
    return new FaultRule(fault, methods, probability, most);
  }

  boolean concerns(Collection<String> called) {
    return methods.isEmpty() || called.stream().anyMatch(methods::contains);
  }
}

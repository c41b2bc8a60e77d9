package headgate.gateway.rule;

import headgate.gateway.address.AddressRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rules that an operator made while the gateway ran, each for one range, one network and a while.
 * They outlive a reload, and end with the process. Callable from any thread.
 */
public final class RuntimeRules {
  /** Rules at most. */
  public static final int MAX = 1_000;

  /** The shortest while that a rule is made for. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** The longest. */
  public static final Duration LONGEST = Duration.ofDays(30);

  private List<Made> all = List.of();

  /**
   * One of them.
   *
   * @param allows whether it lets them
   * @param range whom, {@linkplain AddressRange#normal named by its first address}
   * @param network the network that it is about
   * @param until when it ends
   */
  public record Made(boolean allows, AddressRange range, String network, Instant until) {
    private boolean isAboutTheSame(String otherNetwork, AddressRange otherRange) {
      return network.equals(otherNetwork) && range.equals(otherRange);
    }

    private Rule rule() {
      var scope = new RuleScope(Set.of(), List.of(), List.of(), List.of(network));
      return new Rule(allows, List.of(range), scope, Rule.Source.RUNTIME, "a rule until " + until);
    }
  }

  /** Makes one; what was said of the same range and network before is over. False for no room. */
  public synchronized boolean put(Made made) {
    var next = without(made.network, made.range);
    if (next.size() >= MAX) {
      return false;
    }
    next.add(made);
    all = List.copyOf(next);
    return true;
  }

  /** Ends one; false where there is none. */
  public synchronized boolean remove(String network, AddressRange range) {
    var next = without(network, range);
    var there = next.size() < all.size();
    all = List.copyOf(next);
    return there;
  }

  private List<Made> without(String network, AddressRange range) {
    var next = new ArrayList<>(all);
    next.removeIf(each -> each.isAboutTheSame(network, range));
    return next;
  }

  /** Ends those whose time is over; whether there were any. */
  public synchronized boolean expire(Instant now) {
    var before = all;
    all = before.stream().filter(each -> each.until.isAfter(now)).toList();
    return all.size() < before.size();
  }

  /** All of them, in the order in which they were made. */
  public synchronized List<Made> all() {
    return all;
  }

  /** The same as rules. */
  public List<Rule> rules() {
    return all().stream().map(Made::rule).toList();
  }
}

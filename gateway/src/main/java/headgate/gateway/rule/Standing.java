package headgate.gateway.rule;

import headgate.gateway.address.AddressRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What addresses of one range may do, decided for every method and stream. Immutable. */
public final class Standing {
  /** Of whoever may do everything. */
  public static final Standing EVERYTHING = new Standing(new Targets(List.of()), List.of());

  private final Targets targets;
  private final List<Decision> decisions;
  private final long[] denied;
  private final boolean barred;
  private final boolean open;

  /**
   * What decides, and how.
   *
   * @param rule the rule
   * @param range the range of it that the address is in, null where it is about everybody
   */
  public record Decision(Rule rule, @Nullable AddressRange range) {}

  Standing(Targets targets, List<Decision> decisions) {
    this.targets = targets;
    this.decisions = List.copyOf(decisions);
    denied = new long[(decisions.size() + Long.SIZE - 1) / Long.SIZE];
    var all = !decisions.isEmpty();
    var none = true;
    for (var target = 0; target < decisions.size(); target++) {
      if (decisions.get(target).rule.allows()) {
        all = false;
      } else {
        none = false;
        denied[target / Long.SIZE] |= 1L << target;
      }
    }
    barred = all;
    open = none;
  }

  private boolean denies(int target) {
    return (denied[target / Long.SIZE] & 1L << target) != 0;
  }

  /** Whether a method may be called, by the places of its network and of itself. */
  public boolean mayCall(int network, int method) {
    return open || !denies(targets.ofMethod(network, method));
  }

  /** Whether a stream may be opened, by the place of its network. */
  public boolean mayStream(int network, String stream) {
    if (open) {
      return true;
    }
    var target = targets.ofStream(network, stream);
    return target >= 0 && !denies(target);
  }

  /** Whether any method of an API may be called. */
  public boolean mayReach(int network, List<Integer> methods) {
    for (var method : methods) {
      if (mayCall(network, method)) {
        return true;
      }
    }
    return methods.isEmpty();
  }

  /** Whether nothing at all may be done, so that a connection would be of no use. */
  public boolean barred() {
    return barred;
  }

  /** What was decided for each target, by its number. */
  List<Decision> decisions() {
    return decisions;
  }
}

package headgate.gateway.client;

import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import headgate.gateway.rule.Rule;
import headgate.gateway.rule.Rulebook;
import headgate.gateway.rule.RuntimeRules;
import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where an operator looks at rules and makes some at run time. Callable from any thread; what holds
 * is decided on one loop.
 */
public final class AclDesk {
  private final RuntimeRules runtime = new RuntimeRules();
  private final Loop loop;
  private final Clock clock;
  private final Supplier<? extends Judging> serving;

  /** What serves now, and judges by rules. */
  public interface Judging {
    /** Judges by the rules of its configuration and these, from now on. */
    void judgeBy(List<Rule> more);

    /** The rules of its configuration. */
    ConfiguredRules rules();

    /** The book that it judges by. */
    Rulebook book();
  }

  /**
   * A desk without rules.
   *
   * @param loop where rules begin and end
   */
  public AclDesk(Loop loop, Clock clock, Supplier<? extends Judging> serving) {
    this.loop = loop;
    this.clock = clock;
    this.serving = serving;
  }

  /** Has what serves now judge by the rules of this desk as well. */
  public void judge() {
    serving.get().judgeBy(runtime.rules());
  }

  /** The rules of the configuration that serves. */
  public List<Rule> configured() {
    return serving.get().rules().rules();
  }

  /** The rules that were made here and still hold. */
  public List<RuntimeRules.Made> made() {
    return runtime.all();
  }

  /** What an address may do, and by which rules. */
  public List<Rulebook.Explained> explain(IpAddress address) {
    return serving.get().book().explain(address);
  }

  /**
   * Makes a rule, in the place of one that there is for the same range and network.
   *
   * @param lasting between {@link RuntimeRules#SHORTEST} and {@link RuntimeRules#LONGEST}
   * @return false where there are too many
   */
  public boolean put(boolean allows, AddressRange range, String network, Duration lasting) {
    var until = clock.wallTime().plus(lasting);
    if (!runtime.put(new RuntimeRules.Made(allows, range.normal(), network, until))) {
      return false;
    }
    loop.execute(this::judge);
    loop.schedule(lasting, this::expire);
    return true;
  }

  private void expire() {
    if (runtime.expire(clock.wallTime())) {
      judge();
    }
  }

  /** Ends a rule before its time; false where there is none for that range and network. */
  public boolean remove(AddressRange range, String network) {
    var there = runtime.remove(network, range.normal());
    if (there) {
      loop.execute(this::judge);
    }
    return there;
  }
}

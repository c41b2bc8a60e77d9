package headgate.gateway.rule;

import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import headgate.gateway.address.RangeMap;
import headgate.gateway.rule.Rule.Source;
import headgate.gateway.rule.Standing.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rules that hold now, made ready to be looked up. Immutable: a rule more is another book.
 *
 * <p>For one address and one method that rule decides which covers both and has the longest prefix
 * around the address. Of several with the same one an operator's word at run time goes before the
 * file's, and no before yes. What the validators' list grants opens only what is closed by default:
 * it overrides nobody's explicit rule. The break-glass addresses may do everything, whatever is
 * said.
 */
public final class Rulebook {
  /** Ranges that may be named in all. */
  public static final int RANGES_MAX = 20_000;

  /** Later ones decide over earlier ones. */
  private static final Comparator<Rule> ORDER =
      Comparator.comparing(Rule::source).thenComparing(Rule::allows, Comparator.reverseOrder());

  private final Targets targets;
  private final Standing others;
  private final RangeMap<Standing> standings;

  /**
   * A book of rules.
   *
   * @param targets what there is to be asked
   * @param allowsByDefault what holds where no rule says anything
   * @throws IllegalArgumentException where the rules name too many ranges
   */
  public Rulebook(Targets targets, boolean allowsByDefault, List<Rule> rules) {
    this.targets = targets;
    if (rules.stream().mapToLong(rule -> rule.ranges().size()).sum() > RANGES_MAX) {
      throw new IllegalArgumentException(
          "the rules name more than " + RANGES_MAX + " addresses and ranges");
    }
    var otherwise =
        new Decision(
            new Rule(
                allowsByDefault, List.of(), RuleScope.EVERYTHING, Source.DEFAULT, "acl.default"),
            null);
    others = new Standing(targets, Collections.nCopies(targets.all().size(), otherwise));
    standings = compiled(byRange(rules));
  }

  private static Map<AddressRange, List<Rule>> byRange(List<Rule> rules) {
    var byRange = new HashMap<AddressRange, List<Rule>>();
    for (var rule : rules) {
      for (var range : rule.ranges()) {
        byRange.computeIfAbsent(range.normal(), _ -> new ArrayList<>()).add(rule);
      }
    }
    byRange.values().forEach(each -> each.sort(ORDER));
    return byRange;
  }

  /** Outer ranges are decided first, so that an inner one begins with what holds around it. */
  private RangeMap<Standing> compiled(Map<AddressRange, List<Rule>> byRange) {
    var ranges = RangeMap.of(byRange);
    var decided = new HashMap<AddressRange, Standing>();
    for (var range : byRange.keySet()) {
      decide(ranges.find(range.first(), range), decided);
    }
    return RangeMap.of(decided);
  }

  private Standing decide(
      RangeMap.@Nullable Node<List<Rule>> node, Map<AddressRange, Standing> decided) {
    if (node == null) {
      return others;
    }
    var known = decided.get(node.range());
    if (known != null) {
      return known;
    }
    var decisions = new ArrayList<>(decide(node.around(), decided).decisions());
    for (var rule : node.value()) {
      var decision = new Decision(rule, node.range());
      for (var target = 0; target < decisions.size(); target++) {
        if (rule.scope().covers(targets.all().get(target))
            && overrides(rule, decisions.get(target).rule())) {
          decisions.set(target, decision);
        }
      }
    }
    var standing = new Standing(targets, decisions);
    decided.put(node.range(), standing);
    return standing;
  }

  /** Whether a rule of a longer prefix, or a later one of the same, takes the place of another. */
  private static boolean overrides(Rule rule, Rule before) {
    return switch (rule.source()) {
      case ROSTER -> before.source() == Source.DEFAULT;
      case DEFAULT, FILE, RUNTIME -> before.source() != Source.BREAK_GLASS;
      case BREAK_GLASS -> true;
    };
  }

  /** What an address may do. */
  public Standing of(IpAddress address) {
    var node = standings.find(address);
    return node == null ? others : node.value();
  }

  /** What would be decided for an address, and by what; in the order of the targets. */
  public List<Explained> explain(IpAddress address) {
    var decisions = of(address).decisions();
    var explained = new ArrayList<Explained>();
    for (var target = 0; target < decisions.size(); target++) {
      explained.add(new Explained(targets.all().get(target), decisions.get(target)));
    }
    return explained;
  }

  /** A target and what is decided about it. */
  public record Explained(Target target, Decision decision) {}
}

package headgate.gateway.client;

import headgate.gateway.address.AddressRange;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.AclConfig.Verdict;
import headgate.gateway.rule.Rule;
import headgate.gateway.rule.RuleScope;
import headgate.gateway.rule.Rulebook;
import headgate.gateway.rule.Target;
import headgate.gateway.rule.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rules of a configuration, and books of them. */
public final class ConfiguredRules {
  private final Targets targets;
  private final boolean allowsByDefault;
  private final List<Rule> rules = new ArrayList<>();

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException where a rule names what no network has, which would be a rule
   *     that closes nothing, or where there are too many ranges
   */
  public ConfiguredRules(AclConfig config, Targets targets) {
    this.targets = targets;
    allowsByDefault = config.otherwise() == Verdict.ALLOW;
    for (var index = 0; index < config.rules().size(); index++) {
      var rule = config.rules().get(index);
      var name = "acl.rules[" + index + "]";
      check(name, rule.scope());
      rules.add(
          new Rule(
              rule.verdict() == Verdict.ALLOW,
              rule.addresses(),
              rule.scope(),
              Rule.Source.FILE,
              name));
    }
    rules.add(
        new Rule(
            true,
            config.breakGlass(),
            RuleScope.EVERYTHING,
            Rule.Source.BREAK_GLASS,
            "acl.breakGlass"));
    book(List.of());
  }

  private void check(String name, RuleScope scope) {
    check(name + ".networks", scope.networks(), Target::network);
    check(name + ".paths", scope.paths(), Target::path);
    for (var method : scope.methods()) {
      var only = new RuleScope(scope.classes(), List.of(method), scope.paths(), scope.networks());
      if (targets.all().stream().noneMatch(only::covers)) {
        throw new IllegalArgumentException(
            name + ".methods: no network has a method " + method + " that the rule could be about");
      }
    }
  }

  private void check(String key, List<String> names, Function<Target, String> part) {
    var known = targets.all().stream().map(part).distinct().toList();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            key + ": there is no \"" + name + "\", only " + String.join(", ", known));
      }
    }
  }

  /** A book of these rules and others. */
  public Rulebook book(List<Rule> others) {
    var all = new ArrayList<>(rules);
    all.addAll(others);
    return new Rulebook(targets, allowsByDefault, all);
  }

  /** Addresses that nothing closes. */
  public List<AddressRange> breakGlass() {
    return rules.getLast().ranges();
  }

  /** The rules that the file has, in its order. */
  public List<Rule> rules() {
    return List.copyOf(rules);
  }
}

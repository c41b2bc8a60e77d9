package headgate.gateway.config.door;

import headgate.chain.method.MethodClass;
import headgate.gateway.address.AddressRange;
import headgate.gateway.config.Rules;
import headgate.gateway.rule.RuleScope;
import java.util.List;

/**
 * What addresses may do.
 *
 * @param otherwise what holds where no rule says anything
 * @param breakGlass addresses that nothing closes
 * @param rules of those that cover an address and a call the one with the longest prefix decides
 */
public record AclConfig(Verdict otherwise, List<AddressRange> breakGlass, List<AclRule> rules) {
  private static final int BREAK_GLASS_MAX = 64;
  private static final int RULES_MAX = 1_000;

  /** What a rule says. */
  public enum Verdict {
    /** They may. */
    ALLOW,
    /** They may not. */
    DENY
  }

  /**
   * One rule.
   *
   * @param verdict what it says
   * @param addresses of whom, at least one
   * @param scope of what
   */
  public record AclRule(Verdict verdict, List<AddressRange> addresses, RuleScope scope) {
    private static final int ADDRESSES_MAX = 10_000;
    private static final int NAMES_MAX = 256;

    public AclRule {
      addresses = List.copyOf(addresses);
      var key = verdict == Verdict.ALLOW ? "allow" : "deny";
      new Rules()
          .within(key, addresses.size(), 1, ADDRESSES_MAX)
          .within("methods", scope.methods().size(), 0, NAMES_MAX)
          .that(
              "methods",
              scope.methods().stream().allMatch(name -> RuleScope.METHOD.matcher(name).matches()),
              "must be names of methods; a * may stand at the end")
          .that(
              "classes",
              !scope.classes().contains(MethodClass.LOCAL),
              "must be of read, write, wait and stream: what the gateway answers itself is a read")
          .check();
    }
  }

  public AclConfig {
    breakGlass = List.copyOf(breakGlass);
    rules = List.copyOf(rules);
    new Rules()
        .within("breakGlass", breakGlass.size(), 0, BREAK_GLASS_MAX)
        .within("rules", rules.size(), 0, RULES_MAX)
        .check();
  }

  /** Everybody may do everything. */
  public static AclConfig defaults() {
    return new AclConfig(Verdict.ALLOW, List.of(), List.of());
  }
}

package headgate.gateway.rule;

import headgate.gateway.address.AddressRange;
import java.util.List;

/**
 * One rule: these addresses may do that, or may not.
 *
 * @param allows whether they may
 * @param ranges whom it is about; empty for everybody, where nothing else is said
 * @param scope what it is about
 * @param source who made it
 * @param name what it is called where it is shown, for example {@code acl.rules[2]}
 */
public record Rule(
    boolean allows, List<AddressRange> ranges, RuleScope scope, Source source, String name) {
  /** Who made a rule; of two with the same prefix the later kind decides. */
  public enum Source {
    /** The default, where nothing else is said. */
    DEFAULT,
    /** The configuration's file. */
    FILE,
    /** An operator, at run time. */
    RUNTIME,
    /** The validators' list: it opens what only the default closes. */
    ROSTER,
    /** The addresses that nothing closes. */
    BREAK_GLASS
  }

  public Rule {
    ranges = List.copyOf(ranges);
  }
}

package headgate.gateway.admin.message;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a query, {@code name=value} each. Nothing in them is escaped but a colon and a
 * slash, which some clients escape in addresses.
 */
public final class QueryTerms {
  private final Map<String, String> terms;

  private QueryTerms(Map<String, String> terms) {
    this.terms = terms;
  }

  /** Reads a query; null where a term has no sign, or a name stands twice. */
  public static @Nullable QueryTerms of(String query) {
    var terms = new HashMap<String, String>();
    for (var term : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      var sign = term.indexOf('=');
      if (sign < 1 || terms.put(term.substring(0, sign), value(term, sign)) != null) {
        return null;
      }
    }
    return new QueryTerms(terms);
  }

  private static String value(String term, int sign) {
    return term.substring(sign + 1)
        .replace("%3A", ":")
        .replace("%3a", ":")
        .replace("%2F", "/")
        .replace("%2f", "/");
  }

  /** Whether there is no other name. */
  public boolean within(Set<String> names) {
    return names.containsAll(terms.keySet());
  }

  /** The value of a name, null where it is absent. */
  public @Nullable String get(String name) {
    return terms.get(name);
  }

  /** Whether a name has {@code true}; false where it is absent, null where it is another word. */
  public @Nullable Boolean truth(String name) {
    return switch (terms.getOrDefault(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }
}

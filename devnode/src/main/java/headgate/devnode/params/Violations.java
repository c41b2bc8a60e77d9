package headgate.devnode.params;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects broken rules, and words them as a node does. */
public final class Violations {
  private final Map<String, List<String>> byTag = new LinkedHashMap<>();

  public void add(String tag, String field) {
    byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add("'" + field + "'");
  }

  /** Looks at the texts of all fields. */
  public void check(GoStruct struct, List<Field> fields) {
    for (var field : fields) {
      var text = struct.text(field.name());
      if (text.isEmpty() && !field.isRequired()) {
        continue;
      }
      field.rules().stream()
          .filter(rule -> !rule.allows(text))
          .findFirst()
          .ifPresent(rule -> add(rule.tag(), field.name()));
    }
  }

  /**
   * The message, if a rule is broken. goloop writes every broken rule over the one before, so that
   * only one is named, and a comma stands for each of the others.
   */
  public Optional<String> message() {
    if (byTag.isEmpty()) {
      return Optional.empty();
    }
    var tags = new ArrayList<>(byTag.keySet());
    Collections.reverse(tags);
    var named =
        tags.getFirst()
            + "("
            + String.join(",", byTag.getOrDefault(tags.getFirst(), List.of()))
            + ")";
    return Optional.of("fail to validate, " + named + ",".repeat(tags.size() - 1));
  }
}

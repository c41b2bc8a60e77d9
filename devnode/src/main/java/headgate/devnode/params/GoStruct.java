package headgate.devnode.params;

import headgate.devnode.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object into named fields as Go's decoder does with unknown fields forbidden: a name
 * matches exactly or else by Unicode fold, the last of several wins, {@code null} leaves a field as
 * it was, and the first thing that is wrong is what the message tells, though reading goes on.
 */
public final class GoStruct {
  private final List<Field> fields;
  private final Map<String, Json> values = new HashMap<>();
  private @Nullable String problem;

  private GoStruct(List<Field> fields) {
    this.fields = fields;
  }

  /** Reads an object's members into fields. */
  public static GoStruct read(Json.Members object, List<Field> fields) {
    var struct = new GoStruct(fields);
    object.members().forEach(struct::set);
    return struct;
  }

  /** What is wrong first; empty if nothing is. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  public @Nullable Json value(String name) {
    return values.get(name);
  }

  /** The text of a field; empty where the field is missing. */
  public String text(String name) {
    return values.get(name) instanceof Json.Text(var text) ? text : "";
  }

  private void set(Json.Member member) {
    var field = find(member.name());
    if (field == null) {
      note("unknown field '" + member.name() + "'");
      return;
    }
    if (member.value() instanceof Json.Null && field.kind() != Field.Kind.ANY) {
      return;
    }
    if (fits(field, member.value())) {
      values.put(field.name(), member.value());
    } else {
      note("'%s' must be %s type".formatted(field.name(), field.goType()));
    }
  }

  private void note(String found) {
    if (problem == null) {
      problem = found;
    }
  }

  private @Nullable Field find(String name) {
    for (var field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    var folded = fold(name);
    for (var field : fields) {
      if (fold(field.name()).equals(folded)) {
        return field;
      }
    }
    return null;
  }

  private static boolean fits(Field field, Json value) {
    return switch (field.kind()) {
      case ANY -> true;
      case TEXT -> value instanceof Json.Text;
      case TEXTS ->
          value instanceof Json.Items(var items)
              && items.stream().allMatch(item -> item instanceof Json.Text);
    };
  }

  /** Folds as Go does: the long s is an s, the Kelvin sign a k. */
  private static String fold(String name) {
    var folded = new StringBuilder(name.length());
    name.codePoints()
        .map(Character::toUpperCase)
        .map(Character::toLowerCase)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }
}

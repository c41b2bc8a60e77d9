package headgate.devnode.params;

import headgate.devnode.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the params of a method may look like. */
public final class ParamShape {
  /** Looks at what no rule for a single field can tell. */
  @FunctionalInterface
  public interface Extra {
    void check(GoStruct struct, Violations violations);
  }

  private enum Presence {
    REQUIRED,
    OPTIONAL,
    IGNORED
  }

  private static final Json.Members NOTHING = new Json.Members(List.of());
  private final List<Field> fields;
  private final Presence presence;
  private final Extra extra;

  private ParamShape(List<Field> fields, Presence presence, Extra extra) {
    this.fields = fields;
    this.presence = presence;
    this.extra = extra;
  }

  /** Params with these fields; without any field they may be left out. */
  public static ParamShape of(Field... fields) {
    var presence = fields.length == 0 ? Presence.OPTIONAL : Presence.REQUIRED;
    return new ParamShape(List.of(fields), presence, (_, _) -> {});
  }

  /** Params that are not looked at, whatever they are. */
  public static ParamShape ignored() {
    return new ParamShape(List.of(), Presence.IGNORED, (_, _) -> {});
  }

  /** The same, but the params may be left out. */
  public ParamShape orMissing() {
    return new ParamShape(fields, Presence.OPTIONAL, extra);
  }

  public ParamShape with(Extra check) {
    return new ParamShape(fields, presence, check);
  }

  /** The same without an optional field of this name, which is then unknown. */
  public ParamShape withoutOptional(String name) {
    var left = fields.stream().filter(field -> field.isRequired() || !field.name().equals(name));
    return new ParamShape(left.toList(), presence, extra);
  }

  public List<Field> fields() {
    return fields;
  }

  /** Reads params; the message about them if they are not right. */
  public Reading read(@Nullable Json params) {
    if (presence == Presence.IGNORED) {
      return new Reading(GoStruct.read(NOTHING, fields), Optional.empty());
    }
    if (params == null || params instanceof Json.Null) {
      return presence == Presence.OPTIONAL
          ? new Reading(GoStruct.read(NOTHING, fields), Optional.empty())
          : wrong("fail to unmarshal, 'params' of request is required ");
    }
    if (!(params instanceof Json.Members members)) {
      return wrong("fail to unmarshal, 'params' of request must be object type");
    }
    var struct = GoStruct.read(members, fields);
    if (struct.problem().isPresent()) {
      return wrong("fail to unmarshal, " + struct.problem().get());
    }
    var violations = new Violations();
    violations.check(struct, fields);
    extra.check(struct, violations);
    return new Reading(struct, violations.message());
  }

  private Reading wrong(String message) {
    var nothing = GoStruct.read(NOTHING, fields);
    return new Reading(nothing, Optional.of(message));
  }

  /** Params that were read, and what is wrong with them. */
  public record Reading(GoStruct values, Optional<String> problem) {}
}

package headgate.devnode.rpc;

import headgate.devnode.json.Json;
import headgate.devnode.params.Field;
import headgate.devnode.params.GoNumber;
import headgate.devnode.params.GoStruct;
import headgate.devnode.params.Rule;
import headgate.devnode.params.Violations;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a call as a node read it: what it took for method, params and id, and what is
 * wrong with it. A null id is a notification's.
 */
record Envelope(@Nullable String method, @Nullable Json params, Json id, Optional<String> problem) {
  private static final List<Field> FIELDS =
      List.of(
          Field.required("jsonrpc", "string", Rule.VERSION),
          new Field("method", Field.Kind.TEXT, "string", List.of()),
          Field.any("params"),
          Field.any("id"));
  private static final Json NO_ID = new Json.Null();

  /** Reads the envelope of one call. */
  static Envelope read(Json value) {
    if (value instanceof Json.Null) {
      return read(new Json.Members(List.of()));
    }
    if (!(value instanceof Json.Members object)) {
      return new Envelope(
          null, null, NO_ID, Optional.of("fail to unmarshal, request must be object type"));
    }
    var struct = GoStruct.read(object, FIELDS);
    var raw = struct.value("id");
    var id = GoNumber.throughFloat(raw == null ? NO_ID : raw);
    var method = struct.value("method") instanceof Json.Text(var text) ? text : null;
    return new Envelope(
        method, struct.value("params"), id.orElse(NO_ID), problem(struct, id, method));
  }

  private static Optional<String> problem(
      GoStruct struct, Optional<Json> id, @Nullable String method) {
    if (struct.problem().isPresent()) {
      return struct.problem().map(found -> "fail to unmarshal, " + found);
    }
    if (id.isEmpty()) {
      return Optional.of("fail to unmarshal, 'id' must be float64 type");
    }
    var violations = new Violations();
    violations.check(struct, FIELDS);
    if (id.get() instanceof Json.Bool || id.get() instanceof Json.Members) {
      violations.add("id", "id");
    }
    return violations
        .message()
        .or(() ->
            method == null
                ? Optional.of("fail to validate, required('method')")
                : Optional.empty());
  }

  boolean isNotification() {
    return id instanceof Json.Null;
  }
}

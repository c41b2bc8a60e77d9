package headgate.devnode.iiss;

import headgate.devnode.json.Json;

/** What a call on the system contract gives. */
public sealed interface SystemAnswer {

  /** A value. */
  record Value(Json json) implements SystemAnswer {}

  /** A failure: the number and text of a contract's error. */
  record Failure(int status, String reason) implements SystemAnswer {
    static final Failure METHOD_NOT_FOUND = new Failure(3, "MethodNotFound");
    static final Failure ACCESS_DENIED = new Failure(9, "AccessDenied");

    static Failure invalidParameter(String reason) {
      return new Failure(6, reason);
    }

    static Failure invalidInstance(String reason) {
      return new Failure(7, reason);
    }
  }

  static SystemAnswer of(Json json) {
    return new Value(json);
  }

  static SystemAnswer of(String text) {
    return new Value(Json.text(text));
  }
}

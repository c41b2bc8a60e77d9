package headgate.simulation.rule;

import tools.jackson.databind.JsonNode;

/** What a caller was told about one call. */
sealed interface Told {
  /** The call's result. */
  record Result(JsonNode value) implements Told {}

  /**
   * An error.
   *
   * @param data missing where there is none
   */
  record Fault(int code, String message, JsonNode data) implements Told {
    /** Whether it is one of the gateway's own. */
    boolean ours() {
      return code <= -32090 && code >= -32099;
    }
  }
}

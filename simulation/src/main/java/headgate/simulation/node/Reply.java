package headgate.simulation.node;

import org.jspecify.annotations.Nullable;

/** What a node has to say to a call. */
sealed interface Reply {
  /**
   * @param json the result
   */
  record Result(String json) implements Reply {}

  /**
   * @param data null, or a text that goes with it
   */
  record Fault(int code, String message, @Nullable String data) implements Reply {
    Fault(int code, String message) {
      this(code, message, null);
    }

    /** Whether the profile takes it for proof that a transaction was not accepted. */
    boolean provesRefusal() {
      return code == -31001 || code == -32000;
    }
  }

  /** Not yet: it comes when the node has it. */
  record Later() implements Reply {}
}

package headgate.devnode.fault;

import java.time.Duration;

/** Something that goes wrong with one HTTP exchange. */
public sealed interface Fault {

  /** The word for it in commands and counts. */
  default String label() {
    return switch (this) {
      case Stall _ -> "stall";
      case Status _ -> "status";
      case Garbage _ -> "garbage";
      case WrongId _ -> "wrongId";
      case MissingId _ -> "missingId";
      case ResetBefore _ -> "resetBefore";
      case ResetAfter _ -> "resetAfter";
      case CutAfter _ -> "cutAfter";
      case Drip _ -> "drip";
      case Latency _ -> "latency";
      case Text _ -> "text";
      case RpcFailure _ -> "error";
      case Padding _ -> "padding";
      case CloseKept _ -> "closeKept";
      case BadFraming _ -> "badFraming";
    };
  }

  /** The request is taken and never answered; {@code executed} tells whether it takes effect. */
  record Stall(boolean executed) implements Fault {}

  /** An HTTP status with a plain text instead of an answer; a {@code Retry-After} if not zero. */
  record Status(int code, Duration retryAfter) implements Fault {}

  /** Status 200, JSON by its type, nonsense by its content. */
  record Garbage() implements Fault {}

  /** A right answer that carries another call's id. */
  record WrongId() implements Fault {}

  /** A right answer without an id. */
  record MissingId() implements Fault {}

  /**
   * The connection is reset when the request is in, before a byte goes out; {@code executed} tells
   * whether the request takes effect first.
   */
  record ResetBefore(boolean executed) implements Fault {}

  /** The connection is reset after so many bytes of the answer's body. */
  record ResetAfter(int bytes) implements Fault {}

  /** The answer's body ends early: so many bytes, then the connection is closed in order. */
  record CutAfter(int bytes) implements Fault {}

  /** The body comes in small pieces with a pause after each. */
  record Drip(int bytes, Duration pause) implements Fault {}

  /** The answer is right, but comes late. */
  record Latency(Duration delay) implements Fault {}

  /** An HTTP status with this text instead of an answer; the call has no effect. */
  record Text(int code, String text) implements Fault {}

  /** A JSON-RPC error under the call's own id, with status 400; the call has no effect. */
  record RpcFailure(int code, String message) implements Fault {}

  /** A right answer with so many blanks behind it. */
  record Padding(int bytes) implements Fault {}

  /**
   * A connection on which an answer was sent before is closed when its next request comes, which
   * has no effect; a first request is answered.
   */
  record CloseKept() implements Fault {}

  /** An answer whose length is told in two ways, after which nobody can say where it ends. */
  record BadFraming() implements Fault {}
}

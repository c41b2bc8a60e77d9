package headgate.gateway.overload;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import java.util.List;

/** How much a call matters that needs a node, the most first. */
public enum Priority {
  /** A transaction of one of the network's validators. */
  VALIDATOR_WRITE(0),
  /** A transaction. */
  WRITE(1),
  /** A read whose answer serves others too. */
  CACHED_READ(2),
  /** Any other read, and waiting for something. */
  READ(3),
  /** A read that costs a node as much as {@value #HEAVY_WEIGHT} others, or more. */
  HEAVY(4),
  /** A call of an API that is closed to the public. */
  DEBUG(5);

  /** A method's weight from which on it is heavy. */
  public static final int HEAVY_WEIGHT = 10;

  /** How many there are. */
  static final int COUNT = values().length;

  private static final List<Priority> ORDER = List.of(values());

  private final int place;

  Priority(int place) {
    this.place = place;
  }

  /** Its place in the order, 0 for the most important one. */
  int place() {
    return place;
  }

  /**
   * That of a call.
   *
   * @param cacheable whether its answer is kept for others
   * @param validator whether a validator makes it
   */
  public static Priority of(
      MethodProfile method, boolean closed, boolean cacheable, boolean validator) {
    if (method.methodClass() == MethodClass.WRITE) {
      return validator ? VALIDATOR_WRITE : WRITE;
    }
    if (closed) {
      return DEBUG;
    }
    if (validator) {
      return CACHED_READ;
    }
    if (method.weight() >= HEAVY_WEIGHT) {
      return HEAVY;
    }
    return cacheable && method.lane() == Lane.READ ? CACHED_READ : READ;
  }

  /** That at a place in the order. */
  static Priority at(int place) {
    return ORDER.get(place);
  }

  /** The word of metrics and the status page. */
  public String label() {
    return switch (this) {
      case VALIDATOR_WRITE -> "validator_write";
      case WRITE -> "write";
      case CACHED_READ -> "cached_read";
      case READ -> "read";
      case HEAVY -> "heavy";
      case DEBUG -> "debug";
    };
  }
}

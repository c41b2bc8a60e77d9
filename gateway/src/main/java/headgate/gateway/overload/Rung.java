package headgate.gateway.overload;

/** What a network still serves, the most first: the rungs of the ladder. */
public enum Rung {
  /** Everything. */
  NORMAL,
  /** No call for which a node works long, and none of a closed API. */
  NO_BULK,
  /** The same; of reads those come last whose answers serve nobody else. */
  CACHED,
  /** What is kept, and of what is not only what holds for ever; writes. */
  IMMUTABLE,
  /** What is kept; writes of validators. */
  VALIDATORS;

  /** Whether a call may still be fetched. */
  boolean serves(Priority priority, boolean immutable) {
    return switch (priority) {
      case VALIDATOR_WRITE -> true;
      case WRITE -> compareTo(VALIDATORS) < 0;
      case CACHED_READ, READ -> compareTo(CACHED) <= 0 || (this == IMMUTABLE && immutable);
      case HEAVY, DEBUG -> this == NORMAL;
    };
  }

  /** The next rung, on which less is served; the last one's is itself. */
  Rung next() {
    return switch (this) {
      case NORMAL -> NO_BULK;
      case NO_BULK -> CACHED;
      case CACHED -> IMMUTABLE;
      case IMMUTABLE, VALIDATORS -> VALIDATORS;
    };
  }

  /** The rung before, on which more is served; the first one's is itself. */
  Rung before() {
    return switch (this) {
      case NORMAL, NO_BULK -> NORMAL;
      case CACHED -> NO_BULK;
      case IMMUTABLE -> CACHED;
      case VALIDATORS -> IMMUTABLE;
    };
  }

  /** The word of metrics and the status page. */
  public String label() {
    return switch (this) {
      case NORMAL -> "normal";
      case NO_BULK -> "no_bulk";
      case CACHED -> "cached";
      case IMMUTABLE -> "immutable";
      case VALIDATORS -> "validators";
    };
  }
}

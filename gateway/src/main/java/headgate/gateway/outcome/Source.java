package headgate.gateway.outcome;

/** Whose failure it is. */
public enum Source {
  /** The caller asked for what cannot or may not be had. */
  DOWNSTREAM,
  /** The nodes could not answer. */
  UPSTREAM,
  /** The gateway itself is at a limit, or wrong. */
  INTERNAL
}

package headgate.simulation.rule;

/**
 * The height that an answer shows.
 *
 * @param kind what it is the height of
 */
record Shown(long height, Kind kind) {
  enum Kind {
    /** The state that the gateway chose. */
    PINNED,
    /** The head. */
    HEAD,
    /** Something that the caller named, or that has happened once. */
    PAST,
    /** A state that a node chose. */
    LOOSE
  }
}

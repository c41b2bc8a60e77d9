package headgate.gateway.config.role;

/** When a node is asked for calls; every node is a witness of the head, whatever its role. */
public enum NodeRole {
  /** Before all others. */
  PRIMARY("primary"),
  /** Only where no primary can serve, and only so often. */
  FALLBACK("fallback"),
  /** Only for heights that the others have thrown away. */
  ARCHIVE("archive");

  private final String label;

  NodeRole(String label) {
    this.label = label;
  }

  /** The word of the configuration. */
  public String label() {
    return label;
  }
}

package headgate.cli.talk;

/** In which form a command shows its data. */
public enum OutputFormat {
  /** Columns for people. */
  table,
  /** One JSON value for programs. */
  json
}

package headgate.chain.yaml;

/**
 * One mistake in a YAML file.
 *
 * @param at where it stands
 * @param path the keys that lead to it, joined by dots; empty for the whole file
 * @param message what is wrong, in a form that continues the path
 */
public record YamlProblem(Position at, String path, String message) {

  /** The problem as one line: {@code line:column: path: message}. */
  @Override
  public String toString() {
    var place = at.line() + ":" + at.column() + ": ";
    return path.isEmpty() ? place + message : place + path + ": " + message;
  }
}

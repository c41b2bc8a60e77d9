package headgate.chain.yaml;

/** Ends the reading of a text that is not the YAML we take; never leaves this package. */
final class BrokenYaml extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Position at;

  BrokenYaml(Position at, String message) {
    super(message);
    this.at = at;
  }

  YamlProblem problem() {
    return new YamlProblem(at, "", String.valueOf(getMessage()));
  }
}

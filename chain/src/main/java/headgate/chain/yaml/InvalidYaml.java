package headgate.chain.yaml;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Says that a file cannot be used, with every problem that was found in it.
 *
 * <p>The message has one line per problem, each beginning with {@code source:line:column}.
 */
public final class InvalidYaml extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final transient List<YamlProblem> problems;

  /**
   * Builds the refusal of one file.
   *
   * @param source the file's name, as the user gave it
   * @param problems what is wrong with it; at least one
   */
  public InvalidYaml(String source, List<YamlProblem> problems) {
    super(lines(source, problems));
    this.source = source;
    this.problems = List.copyOf(problems);
  }

  /** The file's name, as the user gave it. */
  public String source() {
    return source;
  }

  /** What is wrong, in the order in which it was found. */
  public List<YamlProblem> problems() {
    return problems;
  }

  private static String lines(String source, List<YamlProblem> problems) {
    return problems.stream()
        .map(problem -> source + ":" + problem)
        .collect(Collectors.joining("\n"));
  }
}

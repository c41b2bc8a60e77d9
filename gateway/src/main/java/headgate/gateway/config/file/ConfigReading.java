package headgate.gateway.config.file;

import headgate.chain.yaml.YamlProblem;
import headgate.gateway.config.GatewayConfig;
import java.util.List;

/** What came of reading a configuration file. */
public sealed interface ConfigReading {
  /**
   * The file is right.
   *
   * @param config what it says, and the defaults for what it does not say
   */
  record Valid(GatewayConfig config) implements ConfigReading {}

  /**
   * The file cannot be used.
   *
   * @param source the file as the user named it
   * @param problems at least one, in the order of the file
   */
  record Invalid(String source, List<YamlProblem> problems) implements ConfigReading {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** One line per problem: {@code file:line:column: key: what is wrong}. */
    public List<String> lines() {
      return problems.stream().map(problem -> source + ':' + problem).toList();
    }
  }
}

package headgate.gateway.config.file;

import headgate.chain.yaml.Position;
import headgate.chain.yaml.YamlProblem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The problems found in one file, however deep the reading is when it finds them. */
final class Findings {
  private static final int PROBLEMS_MAX = 50;

  private final Set<YamlProblem> problems = new LinkedHashSet<>();

  void note(Position at, String path, String message) {
    problems.add(new YamlProblem(at, path, message));
  }

  boolean none() {
    return problems.isEmpty();
  }

  List<YamlProblem> inOrder() {
    return problems.stream()
        .sorted(
            Comparator.comparingInt((YamlProblem problem) -> problem.at().line())
                .thenComparingInt(problem -> problem.at().column()))
        .limit(PROBLEMS_MAX)
        .toList();
  }
}

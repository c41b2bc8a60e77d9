package headgate.gateway.rule;

import headgate.chain.method.MethodClass;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a rule is about. An empty set or list says nothing, so that everything is meant.
 *
 * @param classes what calls do
 * @param methods names of methods; a {@code *} at the end stands for any letters
 * @param paths names of the chain's APIs and streams, as its profile has them
 * @param networks names of networks
 */
public record RuleScope(
    Set<MethodClass> classes, List<String> methods, List<String> paths, List<String> networks) {
  /** Everything. */
  public static final RuleScope EVERYTHING =
      new RuleScope(Set.of(), List.of(), List.of(), List.of());

  /** The form of a method's name, or of the beginning of one. */
  public static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_.-]{1,64}[*]?|[*]");

  public RuleScope {
    classes = Set.copyOf(classes);
    methods = List.copyOf(methods);
    paths = List.copyOf(paths);
    networks = List.copyOf(networks);
  }

  /** Whether it means that. */
  public boolean covers(Target target) {
    return (classes.isEmpty() || classes.contains(target.methodClass()))
        && (methods.isEmpty() || methods.stream().anyMatch(name -> isLike(name, target.name())))
        && (paths.isEmpty() || paths.contains(target.path()))
        && (networks.isEmpty() || networks.contains(target.network()));
  }

  private static boolean isLike(String written, String name) {
    return written.endsWith("*")
        ? name.startsWith(written.substring(0, written.length() - 1))
        : written.equals(name);
  }
}

package headgate.gateway.observe.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one network bears what is asked of it.
 *
 * @param rung the word of the rung that it stands on
 * @param rungs the words of all rungs, the one on which everything is served first
 * @param shed calls that were refused since the start, by priority
 * @param delayMillis the shortest wait for a node in the last moment, by lane
 */
public record LoadStatus(
    String rung, List<String> rungs, Map<String, Long> shed, Map<String, Double> delayMillis) {
  /** Nothing is known. */
  public static final LoadStatus NONE =
      new LoadStatus("normal", List.of("normal"), Map.of(), Map.of());

  /** Copies the collections, which keep their order. */
  public LoadStatus {
    rungs = List.copyOf(rungs);
    shed = Collections.unmodifiableMap(new LinkedHashMap<>(shed));
    delayMillis = Collections.unmodifiableMap(new LinkedHashMap<>(delayMillis));
  }
}

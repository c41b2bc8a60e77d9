package headgate.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one seed went.
 *
 * @param broken what was broken first and how, null where all rules held
 * @param traceHash the same for every run of the seed
 * @param lastLines of the trace
 */
record Outcome(@Nullable String broken, String traceHash, List<String> lastLines, Tally tally) {
  Outcome {
    lastLines = List.copyOf(lastLines);
  }
}

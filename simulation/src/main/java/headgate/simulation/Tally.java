package headgate.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** How much was simulated. */
final class Tally {
  private final Map<String, Long> faults = new TreeMap<>();
  private final Map<String, Long> answers = new TreeMap<>();
  private Duration simulated = Duration.ZERO;
  private long runs;
  private long calls;

  void fault(String kind) {
    faults.merge(kind, 1L, Long::sum);
  }

  void calls(int count) {
    calls += count;
  }

  void answer(String kind) {
    answers.merge(kind, 1L, Long::sum);
  }

  void run(Duration took) {
    runs++;
    simulated = simulated.plus(took);
  }

  void add(Tally other) {
    other.faults.forEach((kind, count) -> faults.merge(kind, count, Long::sum));
    other.answers.forEach((kind, count) -> answers.merge(kind, count, Long::sum));
    simulated = simulated.plus(other.simulated);
    runs += other.runs;
    calls += other.calls;
  }

  @Override
  public String toString() {
    return "%d seeds, %.2f simulated hours, %d calls%nfaults: %s%nanswers: %s"
        .formatted(runs, simulated.toMillis() / 3.6e6, calls, listed(faults), listed(answers));
  }

  private static String listed(Map<String, Long> counts) {
    var text = new StringBuilder();
    counts.forEach((kind, count) ->
        text.append(text.isEmpty() ? "" : ", ").append(kind).append(' ').append(count));
    return text.isEmpty() ? "none" : text.toString();
  }
}

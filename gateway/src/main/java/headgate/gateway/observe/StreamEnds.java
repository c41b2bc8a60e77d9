package headgate.gateway.observe;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many streams of one network ended in each way; shared by every loop. */
public final class StreamEnds {
  private final AtomicLongArray counts = new AtomicLongArray(StreamOutcome.values().length);

  /** Counts one stream that ended. */
  public void count(StreamOutcome outcome) {
    counts.incrementAndGet(outcome.column());
  }

  /** Every way there is, also those that never happened, with the count since the start. */
  public Map<StreamOutcome, Long> counts() {
    var all = new EnumMap<StreamOutcome, Long>(StreamOutcome.class);
    for (var outcome : StreamOutcome.values()) {
      all.put(outcome, counts.get(outcome.column()));
    }
    return all;
  }
}

package headgate.acceptance.soak;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** How often each kind of thing happened, and what should not have; any thread may add to it. */
final class Census {
  private static final int SURPRISES_MAX = 200;
  private static final int SHOWN_MAX = 600;

  private final Supplier<String> moment;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final LongAdder surprised = new LongAdder();

  /**
   * Nothing has happened yet.
   *
   * @param moment when it is, and what goes wrong then: told with each surprise
   */
  Census(Supplier<String> moment) {
    this.moment = moment;
  }

  void count(String kind) {
    counts.computeIfAbsent(kind, _ -> new LongAdder()).increment();
  }

  /** Something that a sound gateway does not do. */
  void surprise(String kind, String what) {
    surprised.increment();
    if (surprised.sum() <= SURPRISES_MAX) {
      var text = moment() + " | " + kind + ": " + what;
      surprises.add(text.substring(0, Math.min(text.length(), SHOWN_MAX)));
    }
  }

  /** When this is, and what goes wrong. */
  String moment() {
    return moment.get();
  }

  /** The counts, by kind. */
  Map<String, Long> counts() {
    var sums = new TreeMap<String, Long>();
    counts.forEach((kind, count) -> sums.put(kind, count.sum()));
    return sums;
  }

  /** The first ones. */
  List<String> surprises() {
    return List.copyOf(surprises);
  }
}

package headgate.gateway.upstream.writes;

import headgate.gateway.observe.writes.WriteStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What became of one network's writes beyond their first send, over all loops. */
public final class WriteCounts {
  /** Why a transaction is no longer sent again. */
  public enum Left {
    IN_BLOCK("in_block"),
    REFUSED("refused"),
    TIME_OVER("time_over"),
    /** It had to make room, or there was none for it. */
    DROPPED("dropped");

    private final String label;

    Left(String label) {
      this.label = label;
    }

    /** The value of the metric label. */
    public String label() {
      return label;
    }
  }

  /** What was learnt of a write whose answer was lost. */
  public enum Lost {
    /** A node has it, and its sender was told so. */
    FOUND("found"),
    /** Its sender was told that nobody knows. */
    UNKNOWN("unknown"),
    /** One of these turned up afterwards. */
    FOUND_LATER("found_later");

    private final String label;

    Lost(String label) {
      this.label = label;
    }

    /** The value of the metric label. */
    public String label() {
      return label;
    }
  }

  private final Map<CopyEnd, LongAdder> copies = counters(CopyEnd.class);
  private final Map<CopyEnd, LongAdder> resends = counters(CopyEnd.class);
  private final Map<Left, LongAdder> left = counters(Left.class);
  private final Map<Lost, LongAdder> lost = counters(Lost.class);
  private final AtomicInteger kept = new AtomicInteger();

  private static <E extends Enum<E>> Map<E, LongAdder> counters(Class<E> kinds) {
    var counters = new EnumMap<E, LongAdder>(kinds);
    for (var kind : kinds.getEnumConstants()) {
      counters.put(kind, new LongAdder());
    }
    return counters;
  }

  private static <E> void count(Map<E, LongAdder> counters, E kind) {
    var counter = counters.get(kind);
    if (counter != null) {
      counter.increment();
    }
  }

  /** A transaction was sent to one more node, or could not be. */
  public void copied(CopyEnd end) {
    count(copies, end);
  }

  /** A transaction that was in no block was sent again. */
  public void resent(CopyEnd end) {
    count(resends, end);
  }

  /** A write whose answer was lost. */
  public void lost(Lost what) {
    count(lost, what);
  }

  void keeps() {
    kept.incrementAndGet();
  }

  void leaves(Left why) {
    kept.decrementAndGet();
    count(left, why);
  }

  /** One for which there was no room. */
  void notKept() {
    count(left, Left.DROPPED);
  }

  /** Transactions that are looked after now. */
  public int kept() {
    return kept.get();
  }

  /** How often each end of a copy was met. */
  public long copies(CopyEnd end) {
    return sum(copies, end);
  }

  /** The same for what was sent again. */
  public long resends(CopyEnd end) {
    return sum(resends, end);
  }

  /** How many transactions are no longer sent again, for that reason. */
  public long left(Left why) {
    return sum(left, why);
  }

  /** How many writes whose answer was lost. */
  public long losts(Lost what) {
    return sum(lost, what);
  }

  /** All of it, for whoever watches. */
  public WriteStatus status() {
    return new WriteStatus(
        words(copies, CopyEnd::label),
        words(resends, CopyEnd::label),
        words(left, Left::label),
        words(lost, Lost::label),
        kept());
  }

  private static <E> SortedMap<String, Long> words(
      Map<E, LongAdder> counters, Function<E, String> label) {
    var words = new TreeMap<String, Long>();
    counters.forEach((kind, counter) -> words.put(label.apply(kind), counter.sum()));
    return words;
  }

  private static <E> long sum(Map<E, LongAdder> counters, E kind) {
    var counter = counters.get(kind);
    return counter == null ? 0 : counter.sum();
  }
}

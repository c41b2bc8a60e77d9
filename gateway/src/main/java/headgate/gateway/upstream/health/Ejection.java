package headgate.gateway.upstream.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whether a node is left out because it fails: a state machine that is told every end of a try and
 * every failure, by any loop.
 *
 * <p>A node is ejected when within ten seconds at least five of its tries failed, at least half of
 * all, for at least three different calls and, where the node has more than one caller, for two of
 * them: no single call and no single caller can have a node ejected. It comes back after five
 * seconds, then ten, doubling up to five minutes, each a little longer or shorter at random so that
 * nodes do not come back together; five minutes without an ejection make it begin anew. After its
 * return its share of the calls grows for half a minute.
 */
public final class Ejection {
  /** Failures within ten seconds that it takes. */
  public static final int FAILURES_LEAST = 5;

  /** For how long the first time, and at most. */
  public static final Duration SHORTEST = Duration.ofSeconds(5);

  public static final Duration LONGEST = Duration.ofMinutes(5);

  /** How long after its return a node gets less than its share. */
  public static final Duration SLOW_START = Duration.ofSeconds(30);

  private static final int CALLS_LEAST = 3;
  private static final int REMEMBERED_MAX = 64;
  private static final double FIRST_SHARE = 0.1;
  private static final long WINDOW_NANOS = Duration.ofSeconds(SlidingCount.SECONDS).toNanos();

  /**
   * One failure.
   *
   * @param call tells calls apart
   * @param caller tells callers apart
   * @param atNanos when
   */
  public record Failed(int call, int caller, long atNanos) {}

  private final SlidingCount ends = new SlidingCount();
  private final ArrayDeque<Failed> failures = new ArrayDeque<>();
  private volatile int lastCaller;
  private volatile boolean several;
  private volatile long severalAt;
  private volatile int times;
  private volatile long until;
  private final LongAdder count = new LongAdder();

  /** A try at the node is over, however it ended. */
  public void ended(int caller, long nowNanos) {
    ends.add(nowNanos);
    if (caller != lastCaller) {
      several = lastCaller != 0;
      severalAt = nowNanos;
      lastCaller = caller;
    }
  }

  /**
   * A try failed by the node's own doing.
   *
   * @param jitter 0 to 1, drawn at random
   * @return whether the node is ejected now because of it
   */
  public synchronized boolean failed(Failed failure, double jitter) {
    var now = failure.atNanos;
    while (!failures.isEmpty() && now - failures.peek().atNanos >= WINDOW_NANOS) {
      failures.remove();
    }
    failures.add(failure);
    if (failures.size() > REMEMBERED_MAX) {
      failures.remove();
    }
    if (ejected(now) || !enough(now)) {
      return false;
    }
    eject(now, jitter);
    return true;
  }

  private boolean enough(long nowNanos) {
    var count = failures.size();
    var calls = failures.stream().mapToInt(Failed::call).distinct().count();
    var callers = failures.stream().mapToInt(Failed::caller).distinct().count();
    var others = several && nowNanos - severalAt < WINDOW_NANOS;
    return count >= FAILURES_LEAST
        && 2L * count >= Math.min(ends.count(nowNanos), 2L * REMEMBERED_MAX)
        && calls >= CALLS_LEAST
        && (callers > 1 || !others);
  }

  private void eject(long nowNanos, double jitter) {
    var redeemed = times > 0 && nowNanos - until >= LONGEST.toNanos();
    var doublings = redeemed ? 0 : Math.min(times, 16);
    var length = Math.min(SHORTEST.toNanos() << doublings, LONGEST.toNanos());
    until = nowNanos + (long) (length * (0.8 + 0.4 * jitter));
    times = doublings + 1;
    failures.clear();
    count.increment();
  }

  /** Whether the node is left out. */
  public boolean ejected(long nowNanos) {
    return times > 0 && until - nowNanos > 0;
  }

  /** How often it was left out, since the start. */
  public long count() {
    return count.sum();
  }

  /** What part of its share the node gets, from 0.1 just after its return to 1. */
  public double share(long nowNanos) {
    var since = nowNanos - until;
    if (times == 0 || since >= SLOW_START.toNanos()) {
      return 1;
    }
    return FIRST_SHARE + (1 - FIRST_SHARE) * Math.max(0, since) / SLOW_START.toNanos();
  }
}

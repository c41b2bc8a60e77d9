package headgate.gateway.upstream.permit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many calls a node gets at once, found out from how it answers: a state machine that is told
 * the end of each try by any loop, and judges them window by window.
 *
 * <p>A try is slow where it took more than four times what is usual for its method at this node,
 * and ten milliseconds on top. The limit falls by three tenths, and by half where that did not
 * help, if it was made use of and more than three quarters of a window are slow or failed as a node
 * with too much to do fails; or where as many calls in hand brought less than a quarter of the
 * answers that they brought before. A node beyond its knee gets better only with less to do. Tries
 * that began before the last fall are one crowd; they count no more.
 *
 * <p>While the limit suffices nothing changes. Where it does not, the node is well and the crowd
 * worked off, it grows: by half until the first fall, then back to where the node was well last,
 * and ten seconds after the fall slowly beyond, as it may have more room now. Where it has not, the
 * next attempt waits twice as long, for two minutes at most: each costs a crowd.
 *
 * <p>What is slow does not teach what is usual, or a node would only have to be slow for long. If
 * it stays slow with next to nothing to do then the calls have become dearer, and not the crowd too
 * large: what is usual is forgotten and learnt anew.
 *
 * <p>The method is that of congestion control in TCP: slow start, additive increase and
 * multiplicative decrease, with latency as the sign of congestion, as it is done by Netflix's
 * concurrency-limits and Envoy's adaptive concurrency.
 */
public final class AdaptiveLimit {
  /** How long a window lasts at least. */
  public static final Duration WINDOW = Duration.ofMillis(100);

  /** How long after a fall the limit does not pass the place where it fell, the first time. */
  public static final Duration HOLD = Duration.ofSeconds(10);

  /** The same after several falls at that place. */
  public static final Duration HOLD_MAX = Duration.ofMinutes(2);

  /** A window with fewer tries goes on. */
  static final int SAMPLES_LEAST = 8;

  private static final int FLOOR = 4;
  private static final int FLOOR_SHARE = 8;
  private static final int TOLERANCE = 4;
  private static final long SLACK_NANOS = Duration.ofMillis(10).toNanos();

  /** Windows at the floor after which what is usual is learnt anew. */
  private static final int FLOOR_WINDOWS_MAX = 5;

  private final int cap;
  private final int floor;
  private final TypicalLatencies typical = new TypicalLatencies();
  private final AtomicInteger fine = new AtomicInteger();
  private final AtomicInteger slow = new AtomicInteger();
  private final AtomicLong inFlightSum = new AtomicLong();
  private final AtomicLong windowBegan = new AtomicLong();
  private final AtomicInteger crowd = new AtomicInteger();
  private volatile int limit;
  private volatile int peak;
  private volatile long since;
  private volatile long lastEnd;
  private volatile boolean begun;
  private boolean fellAtAll;
  private boolean wellSince = true;
  private long fellWhen;
  private int held;
  private int soundAt = 1;
  private double soundRate;
  private double lastRate;
  private long holdNanos = HOLD.toNanos();
  private int floorWindows;

  /** A limit that never exceeds the cap. */
  public AdaptiveLimit(int cap) {
    this.cap = cap;
    floor = Math.min(cap, Math.max(FLOOR, cap / FLOOR_SHARE));
    limit = floor;
  }

  /** Calls that the node may have at once. */
  public int now() {
    return limit;
  }

  /** Where the limit begins, and below which it never falls: 4, or an eighth of the cap. */
  public int floor() {
    return floor;
  }

  /**
   * The node answered.
   *
   * @param inFlight the calls that it had then, this one included
   */
  void answered(int method, long beganNanos, long nowNanos, int inFlight) {
    if (counts(beganNanos)) {
      var took = nowNanos - beganNanos;
      var usual = typical.of(method);
      if (usual == 0 || !slow(took, usual)) {
        typical.learn(method, took);
      }
      if (usual > 0) {
        count(slow(took, usual) ? slow : fine, beganNanos, nowNanos, inFlight);
      }
    }
  }

  /** The gateway ended the try, which counts only where it was slow already. */
  void calledOff(int method, long beganNanos, long nowNanos, int inFlight) {
    var usual = typical.of(method);
    if (usual > 0 && slow(nowNanos - beganNanos, usual)) {
      overloaded(beganNanos, nowNanos, inFlight);
    } else {
      endedOtherwise(beganNanos);
    }
  }

  /** The try is over, which says nothing of what the node can bear. */
  void endedOtherwise(long beganNanos) {
    if (begun && beganNanos - since < 0) {
      leaveCrowd();
    }
  }

  /** The try failed as it does at a node with too much to do. */
  void overloaded(long beganNanos, long nowNanos, int inFlight) {
    if (counts(beganNanos)) {
      count(slow, beganNanos, nowNanos, inFlight);
    }
  }

  private static boolean slow(long tookNanos, long usualNanos) {
    return tookNanos > TOLERANCE * usualNanos + SLACK_NANOS;
  }

  /** Whether a try began after the last fall. */
  private boolean counts(long beganNanos) {
    if (!begun) {
      begin(beganNanos);
    }
    var after = beganNanos - since >= 0;
    if (!after) {
      leaveCrowd();
    }
    return after;
  }

  /** In one step, as loops do it at the same time. */
  private void leaveCrowd() {
    crowd.getAndUpdate(left -> Math.max(0, left - 1));
  }

  /** Tries from before the last fall that are not over. */
  int crowd() {
    return crowd.get();
  }

  private synchronized void begin(long nowNanos) {
    if (!begun) {
      since = nowNanos;
      lastEnd = nowNanos;
      windowBegan.set(nowNanos);
      begun = true;
    }
  }

  private void count(AtomicInteger counter, long beganNanos, long nowNanos, int inFlight) {
    var from = windowBegan.get();
    if (beganNanos - lastEnd > WINDOW.toNanos() && windowBegan.compareAndSet(from, beganNanos)) {
      // A pause belongs to no window: that begins with the first try after it.
      from = beganNanos;
      clear();
    }
    lastEnd = nowNanos;
    counter.incrementAndGet();
    inFlightSum.addAndGet(inFlight);
    if (inFlight > peak) {
      peak = inFlight;
    }
    var lasted = nowNanos - from;
    if (lasted >= WINDOW.toNanos()
        && samples() >= SAMPLES_LEAST
        && windowBegan.compareAndSet(from, nowNanos)) {
      judge(lasted, nowNanos, inFlight - 1);
    }
  }

  private void clear() {
    fine.set(0);
    slow.set(0);
    inFlightSum.set(0);
    peak = 0;
  }

  private int samples() {
    return fine.get() + slow.get();
  }

  /**
   * Ends a window.
   *
   * @param inHand the tries that are not over
   */
  private synchronized void judge(long lastedNanos, long nowNanos, int inHand) {
    var good = fine.get();
    var bad = slow.get();
    var count = good + bad;
    var inFlight = (int) (inFlightSum.get() / Math.max(1, count));
    var most = peak;
    clear();
    var rate = (double) count / lastedNanos;
    var workedOff = crowd.get() == 0 || nowNanos - since >= HOLD.toNanos();
    if (bad > 3 * good || (workedOff && collapsed(rate, inFlight))) {
      tooMuch(inFlight, inHand, nowNanos);
    } else {
      floorWindows = 0;
      if (workedOff && most >= limit - limit / 8 && count >= limit) {
        madeUseOf(rate, nowNanos);
      }
    }
  }

  /** Whether as many calls in hand bring a quarter of the answers that they brought before. */
  private boolean collapsed(double rate, int inFlight) {
    return inFlight >= limit - limit / 8
        && 4 * rate < soundRate * Math.min(1, (double) limit / soundAt);
  }

  private void tooMuch(int inFlight, int inHand, long nowNanos) {
    if (limit <= floor) {
      floorWindows++;
      if (floorWindows >= FLOOR_WINDOWS_MAX) {
        learnAnew(nowNanos);
      }
    } else if (2 * inFlight >= limit) {
      fall(Math.min(inFlight, limit), inHand, nowNanos);
    }
  }

  /** Quick answers come first: where they have become much rarer, the slow ones are yet to come. */
  private void madeUseOf(double rate, long nowNanos) {
    var rarer = 2 * rate < lastRate;
    lastRate = rate;
    if (!rarer) {
      wellSince = true;
      soundAt = limit;
      soundRate = rate;
      grow(nowNanos);
    }
  }

  private void fall(int from, int inHand, long nowNanos) {
    if (4 * from > 5 * held) {
      holdNanos = HOLD.toNanos();
    } else if (nowNanos - fellWhen >= holdNanos) {
      holdNanos = Math.min(2 * holdNanos, HOLD_MAX.toNanos());
    }
    held = Math.max(floor, soundAt < from ? soundAt : 9 * from / 10);
    lastRate = 0;
    fellWhen = nowNanos;
    fellAtAll = true;
    // No more than are in hand: who is over already would never leave it.
    crowd.set(inHand);
    since = nowNanos;
    limit = Math.max(floor, wellSince ? 7 * from / 10 : from / 2);
    wellSince = false;
  }

  private void grow(long nowNanos) {
    if (!fellAtAll) {
      growTo(limit + Math.max(1, limit / 2));
    } else if (limit < held) {
      growTo(limit + (held - limit + 1) / 2);
    } else if (nowNanos - fellWhen >= holdNanos) {
      growTo(limit + Math.max(1, limit / 16));
    }
  }

  private void growTo(int wanted) {
    limit = Math.min(cap, wanted);
  }

  private void learnAnew(long nowNanos) {
    typical.forget();
    floorWindows = 0;
    fellAtAll = false;
    soundAt = 1;
    soundRate = 0;
    lastRate = 0;
    since = nowNanos;
  }
}

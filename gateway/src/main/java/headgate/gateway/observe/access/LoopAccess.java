package headgate.gateway.observe.access;

import headgate.gateway.address.IpAddress;
import headgate.gateway.seam.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The access log as one event loop uses it: it gives requests their ids and takes their lines,
 * without ever waiting.
 */
public final class LoopAccess {
  /** Requests of a gateway that writes nothing. */
  public static final LoopAccess OFF = new LoopAccess(null);

  /**
   * Lines in a second that are written whatever the sample; what is over it is sampled like all the
   * rest, so that a flood of refused calls fills no disk.
   */
  static final int UNSAMPLED_MAX = 1_000;

  static final int LOOPS_MAX = 1 << 10;
  private static final long SECOND_NANOS = 1_000_000_000;

  private final @Nullable Terms terms;
  private long requests;
  private long secondBeganNanos;
  private int unsampled;

  /**
   * What a loop's part is made with.
   *
   * @param place the loop's own number, below {@link #LOOPS_MAX}
   * @param boot the process's own part of every id
   * @param sample of so many requests one is written
   * @param slowNanos what takes so long is written whatever the sample
   */
  record Terms(LineQueue queue, Clock clock, int place, String boot, int sample, long slowNanos) {}

  LoopAccess(@Nullable Terms terms) {
    this.terms = terms;
  }

  /** A request of that address has come. */
  public RequestAccess request(IpAddress client) {
    return terms == null
        ? RequestAccess.OFF
        : new RequestAccess(this, requests++ * LOOPS_MAX + terms.place, client);
  }

  /** Whether any line is written. */
  public boolean on() {
    return terms != null;
  }

  String id(long number) {
    return terms == null ? "" : terms.boot + '-' + Long.toString(number, Character.MAX_RADIX);
  }

  /** Whether a line may be written about what ends so. */
  boolean wants(RequestAccess request, boolean answered, long nanos) {
    return terms != null && (remarkable(terms, answered, nanos) || sampled(terms, request));
  }

  /**
   * Takes a line.
   *
   * @param alike for how many calls of its batch it stands
   */
  void ended(RequestAccess request, int item, CallLine call, int alike) {
    if (terms == null) {
      return;
    }
    var always = remarkable(terms, call.answered(), call.nanos()) && withinTheSecond(terms);
    if (always || sampled(terms, request)) {
      var weight = always ? 1 : terms.sample;
      terms.queue.put(new AccessLine(request, item, call, terms.clock.nanos(), weight, alike));
    }
  }

  private static boolean remarkable(Terms terms, boolean answered, long nanos) {
    return !answered || nanos >= terms.slowNanos;
  }

  /** All calls of a batch are written or none, so the request is what is sampled. */
  private static boolean sampled(Terms terms, RequestAccess request) {
    return request.number() / LOOPS_MAX % terms.sample == 0;
  }

  private boolean withinTheSecond(Terms terms) {
    var now = terms.clock.nanos();
    if (now - secondBeganNanos >= SECOND_NANOS) {
      secondBeganNanos = now;
      unsampled = 0;
    }
    return unsampled++ < UNSAMPLED_MAX;
  }
}

package headgate.gateway.observe.access;

import headgate.gateway.seam.Clock;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The access log as one event loop uses it: it gives requests their ids and takes their lines,
 * without ever waiting.
 */
public final class LoopAccess {
  /** Requests of a gateway that writes nothing. */
  public static final LoopAccess OFF = new LoopAccess(null);

  private final @Nullable Terms terms;
  private long requests;

  /**
   * What a loop's part is made with.
   *
   * @param place the loop's own number, below {@link #LOOPS_MAX}
   * @param boot the process's own part of every id
   * @param sample of so many requests one is written
   * @param slowNanos what takes so long is written whatever the sample
   */
  record Terms(LineQueue queue, Clock clock, int place, String boot, int sample, long slowNanos) {}

  static final int LOOPS_MAX = 1 << 10;

  LoopAccess(@Nullable Terms terms) {
    this.terms = terms;
  }

  /** A request of that address has come. */
  public RequestAccess request(InetAddress client) {
    return terms == null
        ? new RequestAccess(null, 0, client)
        : new RequestAccess(this, requests++ * LOOPS_MAX + terms.place, client);
  }

  String id(long number) {
    return terms == null ? "" : terms.boot + '-' + Long.toString(number, Character.MAX_RADIX);
  }

  void ended(RequestAccess request, int item, CallLine call) {
    if (terms == null) {
      return;
    }
    var always = !call.answered() || call.nanos() >= terms.slowNanos;
    // All calls of a batch are written or none, so the request is what is sampled.
    if (always || request.number() / LOOPS_MAX % terms.sample == 0) {
      var weight = always ? 1 : terms.sample;
      terms.queue.put(new AccessLine(request, item, call, terms.clock.nanos(), weight));
    }
  }
}

package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import headgate.gateway.config.LaneConfig;
import java.time.Duration;

/** How long the tries of one call may take. */
final class TryTimes {
  /** What a write leaves of its deadline at most, to ask what became of it. */
  private static final Duration ASKING_TIME = Duration.ofSeconds(5);

  private final MethodProfile method;
  private final LaneConfig lane;
  private final boolean write;

  TryTimes(MethodProfile method, LaneConfig lane) {
    this.method = method;
    this.lane = lane;
    write = method.methodClass() == MethodClass.WRITE;
  }

  /** A write goes out on a connection that has just answered, or on a new one. */
  long idleNanosMax() {
    return write ? Upstream.WRITE_IDLE_MAX.toNanos() : Upstream.IDLE_MAX.toNanos();
  }

  /**
   * The last try may use all that is left; an earlier one leaves room for those after it. A wait is
   * as long as the caller wants it, a write is not repeated for being slow, and a call that stalls
   * twice is not tried a third time.
   *
   * @param triesMade this one included
   * @param stalled whether a try has stalled before
   */
  Duration of(long remainingNanos, int triesMade, boolean stalled) {
    var last = write || method.lane() == Lane.WAIT || stalled;
    // A try beyond the most, of a fallback, is the last one too.
    var left = last ? 1 : Math.max(1, lane.triesMax() - triesMade + 1);
    var most = write ? remainingNanos - asking(remainingNanos) : remainingNanos / left;
    return Duration.ofNanos(Math.max(1, Math.min(most, method.deadline().toNanos())));
  }

  private static long asking(long remainingNanos) {
    return Math.min(ASKING_TIME.toNanos(), remainingNanos / 3);
  }
}

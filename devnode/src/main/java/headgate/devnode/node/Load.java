package headgate.devnode.node;

import headgate.devnode.clock.DevClock;
import headgate.devnode.fault.Knee;
import java.time.Duration;

/** The calls that a node with a knee has in hand, each until it is worked off. */
public final class Load {
  private final DevClock timer;
  private int inHand;
  private long crawlsUntilMicros;

  Load(DevClock timer) {
    this.timer = timer;
  }

  /** Takes a call, which runs after the time that the crowd at this moment gives it. */
  public synchronized void take(Knee knee, Runnable call) {
    inHand++;
    var delay = inHand <= knee.calls() ? knee.each() : crawl(knee);
    timer.schedule(delay, () -> worked(call));
  }

  /** Behind every call that came too many before. */
  private Duration crawl(Knee knee) {
    var now = timer.epochMicros();
    crawlsUntilMicros = Math.max(crawlsUntilMicros, now) + knee.crawl().toNanos() / 1_000;
    return Duration.ofNanos((crawlsUntilMicros - now) * 1_000);
  }

  private void worked(Runnable call) {
    synchronized (this) {
      inHand--;
    }
    call.run();
  }
}

package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import java.time.Instant;

/** The machine's own clock; the only place that reads it. */
public final class SystemClock implements Clock {
  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant wallTime() {
    return Instant.now();
  }
}

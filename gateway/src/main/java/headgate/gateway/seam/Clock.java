package headgate.gateway.seam;

import java.time.Instant;

/** Where every part of the data plane gets its time. */
public interface Clock {
  /** Nanoseconds on a monotonic scale with an arbitrary origin; only differences mean something. */
  long nanos();

  /** The wall time, for what is shown or compared with a chain's own time stamps. */
  Instant wallTime();
}

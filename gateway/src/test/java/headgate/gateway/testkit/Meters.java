package headgate.gateway.testkit;

import headgate.gateway.client.Meter;
import headgate.gateway.config.door.RatesConfig;
import headgate.gateway.rate.HeldTable;
import headgate.gateway.rate.RateTable;
import headgate.gateway.seam.Clock;
import java.util.List;

/** Meters for tests. */
public final class Meters {
  /** Lets everybody take everything. */
  public static final Meter OFF = of(RatesConfig.defaults(), new ManualLoop().clock());

  private Meters() {}

  /** Of those rates. */
  public static Meter of(RatesConfig config, Clock clock) {
    return new Meter(config, List.of(), new RateTable(1, clock.nanos()), new HeldTable(1), clock);
  }
}

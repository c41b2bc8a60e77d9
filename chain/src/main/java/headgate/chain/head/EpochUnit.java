package headgate.chain.head;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The unit in which a chain counts the time of its blocks from 1970 on. */
public enum EpochUnit {
  /** Seconds, as EVM chains count. */
  SECONDS(ChronoUnit.SECONDS),
  /** Thousandths of a second. */
  MILLISECONDS(ChronoUnit.MILLIS),
  /** Millionths of a second, as ICON counts. */
  MICROSECONDS(ChronoUnit.MICROS);

  private final ChronoUnit unit;

  EpochUnit(ChronoUnit unit) {
    this.unit = unit;
  }

  /** The instant that a block's time stands for. */
  public Instant instant(long count) {
    return Instant.EPOCH.plus(count, unit);
  }
}

package headgate.acceptance.soak;

import headgate.devnode.clock.DevClock;
import java.util.Locale;

/**
 * What goes wrong now and went wrong last, so that whatever is seen can be told with its moment.
 * One thread writes it, any may read it.
 */
final class Journal {
  private static final double MICROS = 1_000_000;

  private final DevClock clock = DevClock.system();
  private final long beganMicros = clock.epochMicros();
  private final Census changes = new Census(this::moment);
  private volatile Now now = new Now("nothing yet", 0, false);

  /** The newest entry, and whether it is over. */
  private record Now(String what, long sinceMicros, boolean over) {}

  /**
   * Something begins; what was before is over.
   *
   * @param what is counted
   * @param where at which node, empty where at none
   */
  void begins(String what, String where) {
    changes.count(what);
    now = new Now(where.isEmpty() ? what : what + ", " + where, elapsed(), false);
  }

  /** All is well again. */
  void ends() {
    now = new Now(now.what, elapsed(), true);
  }

  /** This moment: seconds since the start, what happens, and for how long it has. */
  String moment() {
    var seen = now;
    var at = elapsed();
    return String.format(
        Locale.ROOT,
        "at %.1f s, %.1f s %s: %s",
        at / MICROS,
        (at - seen.sinceMicros) / MICROS,
        seen.over ? "after the end of" : "into",
        seen.what);
  }

  /** How often each thing happened. */
  Census changes() {
    return changes;
  }

  private long elapsed() {
    return clock.epochMicros() - beganMicros;
  }
}

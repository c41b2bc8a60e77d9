package headgate.acceptance.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Waits until a condition holds, at most until a deadline. A test that waits this way is as fast as
 * what it waits for and fails with the last value that it saw.
 */
public final class Eventually {
  /** How long to wait where a test names no time of its own. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(5);

  private Eventually() {}

  /** Waits until the probe answers a value that is accepted, and returns it. */
  public static <T> T value(String what, Callable<T> probe, Predicate<T> accepted) {
    return value(what, PATIENCE, probe, accepted);
  }

  /**
   * Waits until the probe answers a value that is accepted, and returns it.
   *
   * @throws AssertionError with the last value or the last exception, where the deadline passed
   */
  public static <T> T value(
      String what, Duration patience, Callable<T> probe, Predicate<T> accepted) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Object seen;
      try {
        var value = probe.call();
        if (accepted.test(value)) {
          return value;
        }
        seen = value;
      } catch (Exception e) {
        seen = e;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new AssertionError(
            what + " did not come true within " + patience + "; last seen: " + seen);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Waits until the condition holds. */
  public static void holds(String what, Callable<Boolean> condition) {
    value(what, condition, held -> held);
  }
}

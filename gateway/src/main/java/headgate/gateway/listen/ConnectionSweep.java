package headgate.gateway.listen;

import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Ends connections whose deadline has passed.
 *
 * <p>Each connection keeps one deadline, moved as it goes from state to state; this looks at all of
 * them four times a second. That is far cheaper than a timer for each state of each request, and a
 * quarter of a second does not matter to limits of seconds.
 */
final class ConnectionSweep {
  private static final Duration EVERY = Duration.ofMillis(250);

  /** A connection with a deadline. */
  interface Swept {
    /** When to end it, on the loop's clock. */
    long deadlineNanos();

    /** The deadline has passed. */
    void overdue();

    /** Whether it is between two requests; one that is new is not, its first may be on its way. */
    boolean idle();

    /** The gateway is about to end: what is on its way is to be answered now. */
    void lastCall();
  }

  private final Loop loop;
  private final Set<Swept> connections = new LinkedHashSet<>();

  ConnectionSweep(Loop loop) {
    this.loop = loop;
  }

  void start() {
    loop.schedule(EVERY, this::sweep);
  }

  void add(Swept connection) {
    connections.add(connection);
  }

  void remove(Swept connection) {
    connections.remove(connection);
  }

  /** Ends those that are between two requests. */
  void endIdle() {
    List.copyOf(connections).stream().filter(Swept::idle).forEach(Swept::overdue);
  }

  /** Tells all of them that the gateway is about to end. */
  void lastCall() {
    List.copyOf(connections).forEach(Swept::lastCall);
  }

  private void sweep() {
    var now = loop.clock().nanos();
    List<Swept> overdue = new ArrayList<>();
    for (var connection : connections) {
      if (now - connection.deadlineNanos() >= 0) {
        overdue.add(connection);
      }
    }
    start();
    overdue.forEach(Swept::overdue);
  }
}

package headgate.gateway.listen.held;

import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.LinkedHashSet;

/**
 * Holds back new requests on one loop while the process holds too much for those it has.
 *
 * <p>A request waits before its first byte is understood; one whose body has begun goes on, since
 * what is held goes away only when whole requests are answered. Nobody waits longer than {@link
 * #MAX}: a caller is to be answered, and be it that there is no room, rather than be kept. So what
 * is held can never wait for what it holds back.
 */
public final class ReadingPause {
  /** How long a request waits at most. */
  public static final Duration MAX = Duration.ofSeconds(1);

  /** A connection whose request waits. */
  public interface Paused {
    /** There is room again. */
    void resume();
  }

  private final Loop loop;
  private final ByteGate gate;
  private final LinkedHashSet<Paused> paused = new LinkedHashSet<>();
  private boolean armed;

  /** A pause for the connections of a loop. */
  public ReadingPause(Loop loop, ByteGate gate) {
    this.loop = loop;
    this.gate = gate;
  }

  /** Whether the connection has to wait; if so it is told once when to go on, unless it leaves. */
  public boolean holds(Paused connection) {
    if (!gate.over80()) {
      return false;
    }
    paused.add(connection);
    arm();
    return true;
  }

  /** The connection waits no longer; without effect where it did not. */
  public void leave(Paused connection) {
    paused.remove(connection);
  }

  private void arm() {
    if (!armed) {
      armed = true;
      gate.whenBelow80(() -> loop.execute(this::resume));
    }
  }

  /** In order, and only while there is room: each may fill it again. */
  private void resume() {
    armed = false;
    while (!paused.isEmpty() && !gate.over80()) {
      paused.removeFirst().resume();
    }
    if (!paused.isEmpty()) {
      arm();
    }
  }
}

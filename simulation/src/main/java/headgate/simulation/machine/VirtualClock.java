package headgate.simulation.machine;

import headgate.gateway.seam.Clock;
import java.time.Duration;
import java.time.Instant;

/** The agenda's time; its wall time can be set, as an operator or a time server would. */
public final class VirtualClock implements Clock {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Agenda agenda;
  private Duration ahead = Duration.ZERO;

  /** A clock that goes right. */
  public VirtualClock(Agenda agenda) {
    this.agenda = agenda;
  }

  @Override
  public long nanos() {
    return agenda.nanos();
  }

  @Override
  public Instant wallTime() {
    return trueTime().plus(ahead);
  }

  /** The time that everybody else has. */
  public Instant trueTime() {
    return START.plus(agenda.elapsed());
  }

  /** Sets the wall time wrong by so much, ahead or behind. */
  public void setAhead(Duration by) {
    ahead = by;
  }
}

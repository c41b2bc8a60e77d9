package headgate.simulation.rule;

/** What has befallen the world as a whole. */
public final class Skies {
  private long calmSinceNanos = Long.MIN_VALUE;
  private long lieBeganNanos = Long.MIN_VALUE / 2;

  /** The machine of the gateway itself was disturbed: its clock was set, a loop stood still. */
  public void disturbed(long untilNanos) {
    calmSinceNanos = Math.max(calmSinceNanos, untilNanos);
  }

  /** A node began to answer for another chain. */
  public void lieBegan(long nanos) {
    lieBeganNanos = nanos;
  }

  long calmSinceNanos() {
    return calmSinceNanos;
  }

  long lieBeganNanos() {
    return lieBeganNanos;
  }
}

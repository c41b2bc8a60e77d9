package headgate.gateway.listen.held;

/**
 * The bytes that are held for one exchange: its body from the first byte on, and what has come of
 * its answer, until that is written or can no longer be.
 */
public final class HeldBytes {
  private final ByteGate gate;
  private long held;

  /** Nothing is held yet. */
  public HeldBytes(ByteGate gate) {
    this.gate = gate;
  }

  /** Charges more room for the body, which has so much then; false where there is none. */
  public boolean tryGrow(long more, long whole) {
    if (!gate.tryTakeBody(more, whole)) {
      return false;
    }
    held += more;
    return true;
  }

  /** Charges bytes that are there already. */
  public void add(long bytes) {
    gate.take(bytes);
    held += bytes;
  }

  /** Gives everything back; the next exchange begins with nothing. */
  public void release() {
    gate.giveBack(held);
    held = 0;
  }
}

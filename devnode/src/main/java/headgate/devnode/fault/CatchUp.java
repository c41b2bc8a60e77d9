package headgate.devnode.fault;

/**
 * How a node works through old blocks. As with goloop nothing but its old head shows it: the node
 * answers like any other, and its blocks carry the times at which the chain made them.
 *
 * @param fromHeight its head when it began, at least 0
 * @param beganMicros when that was by the chain's clock, since 1970
 * @param blocksPerSecond more than the chain makes, or it never arrives; at least 1
 */
public record CatchUp(long fromHeight, long beganMicros, long blocksPerSecond) {
  private static final long SECOND_MICROS = 1_000_000;

  public CatchUp {
    if (fromHeight < 0 || blocksPerSecond < 1) {
      throw new IllegalArgumentException("a height of 0 or more, 1 block a second or more");
    }
  }

  /** How far it is at a time, if the chain is as long. */
  public long height(long nowMicros) {
    return fromHeight + Math.max(0, nowMicros - beganMicros) * blocksPerSecond / SECOND_MICROS;
  }
}

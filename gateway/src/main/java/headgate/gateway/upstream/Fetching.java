package headgate.gateway.upstream;

/** A call on its way through the nodes, in the hand of whoever asked for it. */
public interface Fetching {
  /**
   * Calls it off because nobody wants the answer any more; on the loop that began it.
   *
   * <p>A write of which a byte may have left is never called off: its end is told as if nobody had
   * asked. Calling off twice, or after the end, does nothing.
   *
   * @return whether it was called off now, in which case the receiver hears nothing of it
   */
  boolean cancel();
}

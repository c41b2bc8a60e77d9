package headgate.gateway.upstream;

import headgate.gateway.outcome.TryRecord;
import java.util.List;

/** A call on its way through the nodes, in the hand of whoever asked for it. */
public interface Fetching {
  /**
   * Calls it off because nobody wants the answer any more; on the loop that began it.
   *
   * <p>A write of which a byte may have left is never called off: its end is told as if nobody had
   * asked. Nor is one without an id: its sender waits for nothing, and so has not left. Calling off
   * twice, or after the end, does nothing.
   *
   * @return whether it was called off now, in which case the receiver hears nothing of it
   */
  boolean cancel();

  /**
   * The tries made so far, in the order in which they began, also those that do not count towards
   * the lane's {@code triesMax}, of which there are two at most; on the loop that began the call.
   * Nothing is gathered for it before it is asked for.
   */
  List<TryRecord> tries();
}

package headgate.gateway.route;

import headgate.gateway.decompose.Call;
import headgate.gateway.decompose.HeightParam;
import org.jspecify.annotations.Nullable;

/**
 * One call as it is to be sent to a node.
 *
 * @param call the call itself
 * @param path the node's HTTP path, without its base path
 * @param neededHeight the height that a node must have reported, -1 for any; where the call names a
 *     height that is higher, those who have reported that are asked before all others
 * @param pinned whether a node that can is asked for the state at the needed height; only where the
 *     call is {@link Call#pinnable}
 * @param options a whole header line for the node without its line end, or null
 */
public record NodeCall(
    Call call, String path, long neededHeight, boolean pinned, @Nullable String options) {
  /** Whether it leaves open which height it asks about, so that the head is meant. */
  public boolean asksForHead() {
    return call.height() instanceof HeightParam.Open && !call.byHash();
  }

  /** The height that its caller names, -1 where that is open or not to be read. */
  public long namedHeight() {
    return call.height() instanceof HeightParam.At at ? at.height() : -1;
  }

  /**
   * The body of the request, with an id of ours.
   *
   * @param atHeight whether the needed height is written into it
   */
  public byte[] body(long ownId, boolean atHeight) {
    return atHeight ? call.pinned(ownId, neededHeight) : call.canonical(ownId);
  }
}

package headgate.gateway.listen;

import headgate.gateway.listen.held.ByteGate;
import headgate.gateway.listen.held.ReadingPause;
import headgate.gateway.observe.access.LoopAccess;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What the connections of one loop share.
 *
 * @param acceptGate told when a connection is gone
 * @param byteGate charged with what is held for callers
 * @param services gives what serves the requests that begin now
 * @param pause holds new requests back while too much is held
 * @param sweep ends what is overdue
 * @param responseHead writes heads
 * @param access the loop's part of the access log
 */
record ListenerParts(
    AcceptGate acceptGate,
    ByteGate byteGate,
    Supplier<RpcListener.Service> services,
    ReadingPause pause,
    ConnectionSweep sweep,
    ResponseHead responseHead,
    LoopAccess access) {

  /** Longer than any lane's deadline may be configured, tries and a batch's order included. */
  Duration servingMax() {
    return Duration.ofMinutes(15);
  }
}

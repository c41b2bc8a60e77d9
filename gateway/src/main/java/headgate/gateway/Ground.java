package headgate.gateway;

import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.Machine;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.netty.TlsContexts;
import headgate.gateway.peer.PeerFeed;
import headgate.gateway.seam.Wire;

/**
 * What the parts of one gateway stand on.
 *
 * @param machine where they run
 * @param loops those that were started there
 * @param tls what its nodes' certificates are judged by
 * @param peers who tells other gateways what is served here
 */
record Ground(Machine machine, EventLoops loops, TlsContexts tls, PeerFeed peers) {
  Wire wire(NettyLoop loop) {
    return machine.wire(loop, loops, tls);
  }
}

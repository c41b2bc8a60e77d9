/**
 * How one process takes the place of another that still runs, without a moment in which nobody
 * listens.
 *
 * <p>They talk over a socket of the local domain. Whoever connects is given the listening socket.
 * It then says:
 *
 * <pre>
 *   new   take 1                              (it can serve; 1 is the version of these words)
 *   old   network HEIGHT NID STATE NAME       (for each network; the old one accepts nobody now)
 *   old   drained NETWORK NODE                (for each node that its operator took out of use)
 *   old   yours
 *   new   taken                               (it is about to accept)
 *   old   gone                                (it never accepts again; now the new one does)
 *   old   (closes its other ports, then the connection, and drains)
 * </pre>
 *
 * <p>Until "gone" either may give up, and then the old one accepts again as if nothing had been.
 * Where the old one ends before that word, the new one has the socket and nobody else does, so it
 * accepts.
 */
@NullMarked
package headgate.gateway.handover;

import org.jspecify.annotations.NullMarked;

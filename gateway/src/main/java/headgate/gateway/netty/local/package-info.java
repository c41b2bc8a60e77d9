/** Sockets between two processes of one user on one machine, over which a listening socket goes. */
@NullMarked
package headgate.gateway.netty.local;

import org.jspecify.annotations.NullMarked;

/** WebSocket streams through the gateway, over real sockets. */
@NullMarked
package headgate.acceptance.stream;

import org.jspecify.annotations.NullMarked;

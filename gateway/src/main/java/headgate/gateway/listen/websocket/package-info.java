/**
 * The switch from HTTP to WebSocket, and a caller's connection afterwards. {@link
 * headgate.gateway.listen.websocket.Streams} is what stands behind it.
 */
@NullMarked
package headgate.gateway.listen.websocket;

import org.jspecify.annotations.NullMarked;

/**
 * Beside the walk: WebSocket streams, one of a node's for each of a caller's.
 *
 * <p>{@link headgate.gateway.stream.StreamGate} takes the callers of one loop. Behind it a session
 * reads the request strictly, looks for a node that takes the stream, and then passes frames on, no
 * faster than the caller takes them.
 */
@NullMarked
package headgate.gateway.stream;

import org.jspecify.annotations.NullMarked;

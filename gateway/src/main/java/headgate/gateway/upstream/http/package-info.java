/**
 * HTTP/1.1 towards nodes, over a {@code Wire}: kept connections with one exchange at a time, and a
 * reader of responses that is strict where two readers could disagree.
 */
@NullMarked
package headgate.gateway.upstream.http;

import org.jspecify.annotations.NullMarked;

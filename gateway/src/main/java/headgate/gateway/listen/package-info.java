/**
 * Stage one of the walk: sockets in. HTTP/1.1 framing is guarded in the decoder, bodies are
 * collected under a bound and a deadline, and each whole request becomes an {@link
 * headgate.gateway.listen.Exchange}.
 */
@NullMarked
package headgate.gateway.listen;

import org.jspecify.annotations.NullMarked;

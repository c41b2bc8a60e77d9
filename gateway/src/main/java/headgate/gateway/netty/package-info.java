/**
 * The seams made of Netty: event loops, connections, TLS. Netty types stay here and in {@code
 * listen}.
 */
@NullMarked
package headgate.gateway.netty;

import org.jspecify.annotations.NullMarked;

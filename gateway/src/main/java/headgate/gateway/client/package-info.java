/** Who asks: the address that a request comes from, and what it may do. */
@NullMarked
package headgate.gateway.client;

import org.jspecify.annotations.NullMarked;

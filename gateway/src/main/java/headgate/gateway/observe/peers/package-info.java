/** What is told to other gateways of the operator, and heard from them. */
@NullMarked
package headgate.gateway.observe.peers;

import org.jspecify.annotations.NullMarked;

/**
 * Stage three of the walk: two doors. {@link headgate.gateway.admit.AcceptDoor} counts connections
 * as they come in; {@link headgate.gateway.admit.CallDoor} judges each call.
 */
@NullMarked
package headgate.gateway.admit;

import org.jspecify.annotations.NullMarked;

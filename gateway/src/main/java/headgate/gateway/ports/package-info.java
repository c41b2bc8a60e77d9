/** The sockets of one gateway, which it opens, hands over and closes together. */
@NullMarked
package headgate.gateway.ports;

import org.jspecify.annotations.NullMarked;

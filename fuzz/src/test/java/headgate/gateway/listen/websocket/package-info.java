@NullMarked
package headgate.gateway.listen.websocket;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.listen.framing;

import org.jspecify.annotations.NullMarked;

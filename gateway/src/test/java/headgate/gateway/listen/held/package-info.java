@NullMarked
package headgate.gateway.listen.held;

import org.jspecify.annotations.NullMarked;

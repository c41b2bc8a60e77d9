@NullMarked
package headgate.gateway.peer;

import org.jspecify.annotations.NullMarked;

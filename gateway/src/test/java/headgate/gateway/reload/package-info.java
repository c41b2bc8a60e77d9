@NullMarked
package headgate.gateway.reload;

import org.jspecify.annotations.NullMarked;

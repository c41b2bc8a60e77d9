@NullMarked
package headgate.gateway.leave;

import org.jspecify.annotations.NullMarked;

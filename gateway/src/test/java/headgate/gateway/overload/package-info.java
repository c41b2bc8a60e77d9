@NullMarked
package headgate.gateway.overload;

import org.jspecify.annotations.NullMarked;

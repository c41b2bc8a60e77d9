@NullMarked
package headgate.gateway.observe.machine;

import org.jspecify.annotations.NullMarked;

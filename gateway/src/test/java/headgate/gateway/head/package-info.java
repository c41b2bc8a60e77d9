@NullMarked
package headgate.gateway.head;

import org.jspecify.annotations.NullMarked;

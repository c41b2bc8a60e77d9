@NullMarked
package headgate.gateway.listen;

import org.jspecify.annotations.NullMarked;

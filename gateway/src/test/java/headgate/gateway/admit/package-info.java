@NullMarked
package headgate.gateway.admit;

import org.jspecify.annotations.NullMarked;

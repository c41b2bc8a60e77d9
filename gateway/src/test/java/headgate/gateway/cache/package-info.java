@NullMarked
package headgate.gateway.cache;

import org.jspecify.annotations.NullMarked;

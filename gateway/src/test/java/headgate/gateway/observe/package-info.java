@NullMarked
package headgate.gateway.observe;

import org.jspecify.annotations.NullMarked;

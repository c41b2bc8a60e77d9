@NullMarked
package headgate.gateway;

import org.jspecify.annotations.NullMarked;

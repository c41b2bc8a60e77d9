@NullMarked
package headgate.gateway.route;

import org.jspecify.annotations.NullMarked;

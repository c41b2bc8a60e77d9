@NullMarked
package headgate.gateway.stream;

import org.jspecify.annotations.NullMarked;

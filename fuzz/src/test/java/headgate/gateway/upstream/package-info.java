@NullMarked
package headgate.gateway.upstream;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.netty;

import org.jspecify.annotations.NullMarked;

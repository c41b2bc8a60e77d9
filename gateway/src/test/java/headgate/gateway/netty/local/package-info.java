@NullMarked
package headgate.gateway.netty.local;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.network;

import org.jspecify.annotations.NullMarked;

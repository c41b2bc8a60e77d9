@NullMarked
package headgate.gateway.upstream.health;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.upstream.writes;

import org.jspecify.annotations.NullMarked;

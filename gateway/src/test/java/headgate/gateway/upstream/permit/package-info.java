@NullMarked
package headgate.gateway.upstream.permit;

import org.jspecify.annotations.NullMarked;

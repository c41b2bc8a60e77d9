@NullMarked
package headgate.gateway.upstream.http;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.http;

import org.jspecify.annotations.NullMarked;

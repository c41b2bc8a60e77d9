/** What both sides of the gateway know of HTTP/1.1. */
@NullMarked
package headgate.gateway.http;

import org.jspecify.annotations.NullMarked;

/**
 * Part of stage one of the walk: bytes become HTTP requests, or are refused where two readers could
 * understand them differently.
 */
@NullMarked
package headgate.gateway.listen.framing;

import org.jspecify.annotations.NullMarked;

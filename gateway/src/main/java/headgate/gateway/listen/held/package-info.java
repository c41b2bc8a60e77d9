/**
 * Part of stage one of the walk: what is held for callers is counted, bounded, and pushed back on.
 */
@NullMarked
package headgate.gateway.listen.held;

import org.jspecify.annotations.NullMarked;

/**
 * Stage seven of the walk: answers become one response, in the caller's order and with the caller's
 * own ids.
 */
@NullMarked
package headgate.gateway.recombine;

import org.jspecify.annotations.NullMarked;

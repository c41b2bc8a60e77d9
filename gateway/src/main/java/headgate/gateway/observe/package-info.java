/**
 * Stands beside the walk: it counts every call by method and outcome on the loop that served it,
 * and adds the loops up when somebody reads. Writing costs a few plain stores; only reading costs
 * more.
 */
@NullMarked
package headgate.gateway.observe;

import org.jspecify.annotations.NullMarked;

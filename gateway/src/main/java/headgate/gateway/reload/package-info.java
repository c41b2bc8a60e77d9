/**
 * Stands beside the walk: how a running gateway comes by another configuration, who may order it,
 * and what became of it.
 */
@NullMarked
package headgate.gateway.reload;

import org.jspecify.annotations.NullMarked;

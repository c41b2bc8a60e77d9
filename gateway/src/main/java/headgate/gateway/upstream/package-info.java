/**
 * Stage six of the walk: one call of ours becomes one or more tries at nodes.
 *
 * <p>{@link headgate.gateway.upstream.Upstream} is the door. Behind it a {@code Fetch} chooses a
 * node, takes a permit of its lane, speaks HTTP/1.1 over a {@code Wire} and judges what comes back.
 */
@NullMarked
package headgate.gateway.upstream;

import org.jspecify.annotations.NullMarked;

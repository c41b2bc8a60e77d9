/**
 * Beside the walk: how the view of a network's head comes about. Probes and one node's stream of
 * blocks bring evidence, and the rules of the serving height and of the node states judge it.
 */
@NullMarked
package headgate.gateway.head.track;

import org.jspecify.annotations.NullMarked;

/** Simulated nodes: each a view of a chain, a pool, and whatever ails it. */
@NullMarked
package headgate.simulation.node;

import org.jspecify.annotations.NullMarked;

/**
 * The production gateway on a simulated machine: time, loops, sockets and wires are drawn from a
 * seed, everything else is what runs in production.
 */
@NullMarked
package headgate.simulation;

import org.jspecify.annotations.NullMarked;

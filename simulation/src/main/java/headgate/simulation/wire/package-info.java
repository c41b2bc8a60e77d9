/** The wires between a simulated gateway and its nodes: what becomes of bytes on their way. */
@NullMarked
package headgate.simulation.wire;

import org.jspecify.annotations.NullMarked;

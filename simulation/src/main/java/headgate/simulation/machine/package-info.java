/**
 * The machine that a simulated gateway runs on: one thread, one queue of what is due, and the
 * sockets, loops and clock that a real machine would have.
 */
@NullMarked
package headgate.simulation.machine;

import org.jspecify.annotations.NullMarked;

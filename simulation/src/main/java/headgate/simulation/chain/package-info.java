/** A chain as the simulated world knows it to be: the truth that answers are held to. */
@NullMarked
package headgate.simulation.chain;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.simulation.chain;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.simulation.machine;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.simulation.node;

import org.jspecify.annotations.NullMarked;

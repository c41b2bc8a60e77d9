@NullMarked
package headgate.simulation.rule;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.simulation;

import org.jspecify.annotations.NullMarked;

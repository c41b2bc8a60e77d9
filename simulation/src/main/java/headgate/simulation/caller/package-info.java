/** Callers: what they ask, how their bytes come, when they leave, and what they are told. */
@NullMarked
package headgate.simulation.caller;

import org.jspecify.annotations.NullMarked;

/** What must hold whatever happens: each rule judges the gateway from outside. */
@NullMarked
package headgate.simulation.rule;

import org.jspecify.annotations.NullMarked;

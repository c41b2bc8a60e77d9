/** How the networks bear what is asked of them, as pages and metrics show it. */
@NullMarked
package headgate.gateway.observe.load;

import org.jspecify.annotations.NullMarked;

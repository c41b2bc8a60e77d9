/** What each node of a network is there for: its role, its lanes, and the bounds of fallbacks. */
@NullMarked
package headgate.gateway.config.role;

import org.jspecify.annotations.NullMarked;

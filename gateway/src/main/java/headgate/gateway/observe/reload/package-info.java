/** What is shown of reloads. */
@NullMarked
package headgate.gateway.observe.reload;

import org.jspecify.annotations.NullMarked;

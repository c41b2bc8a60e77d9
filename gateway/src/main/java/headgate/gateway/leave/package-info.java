/** How a gateway takes its leave of its callers, step by step. */
@NullMarked
package headgate.gateway.leave;

import org.jspecify.annotations.NullMarked;

/** What can go wrong with a call, as values, and the one table that turns each into an answer. */
@NullMarked
package headgate.gateway.failure;

import org.jspecify.annotations.NullMarked;

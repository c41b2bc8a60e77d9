/** What became of tries, and what the next ones are allowed, as it is shown to operators. */
@NullMarked
package headgate.gateway.observe.tries;

import org.jspecify.annotations.NullMarked;

/**
 * Beside the walk: what each node reports of the chain's head, and the one view of it that the
 * request path reads.
 */
@NullMarked
package headgate.gateway.head;

import org.jspecify.annotations.NullMarked;

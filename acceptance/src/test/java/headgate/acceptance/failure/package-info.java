/** The table of failures, each with each way of asking, over real sockets. */
@NullMarked
package headgate.acceptance.failure;

import org.jspecify.annotations.NullMarked;

/** What is remembered of transactions that were sent: which node took them. */
@NullMarked
package headgate.gateway.upstream.writes;

import org.jspecify.annotations.NullMarked;

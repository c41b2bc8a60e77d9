/** What an operator gets to see of a gateway's work: what is written of calls, and for whom. */
@NullMarked
package headgate.gateway.config.operate;

import org.jspecify.annotations.NullMarked;

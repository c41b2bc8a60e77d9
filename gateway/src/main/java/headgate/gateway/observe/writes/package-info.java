/** What became of writes beyond their first send: copies, lost answers, and sending again. */
@NullMarked
package headgate.gateway.observe.writes;

import org.jspecify.annotations.NullMarked;

/**
 * Beside the walk: what gateways of one operator tell each other about heights.
 *
 * <p>A hint says that another gateway serves a height. It moves nothing here; it only has nodes
 * asked sooner than their next probe. Hints are sent from the loop on which the height rose and are
 * heard by a thread of their own, outside of the loops, which does nothing but post them to the
 * head's loop. {@link headgate.gateway.peer.HintInbox} and {@link headgate.gateway.peer.HintSeal}
 * know no socket and take their time from a clock.
 */
@NullMarked
package headgate.gateway.peer;

import org.jspecify.annotations.NullMarked;

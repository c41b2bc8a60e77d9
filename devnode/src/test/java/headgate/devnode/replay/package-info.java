/** Replays the exchanges that were recorded from a real node against a dev node. */
@NullMarked
package headgate.devnode.replay;

import org.jspecify.annotations.NullMarked;

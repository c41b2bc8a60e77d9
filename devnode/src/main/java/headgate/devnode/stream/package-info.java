/** WebSocket streams of blocks and events. */
@NullMarked
package headgate.devnode.stream;

import org.jspecify.annotations.NullMarked;

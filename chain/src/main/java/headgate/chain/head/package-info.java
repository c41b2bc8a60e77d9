/** How to ask a node for its height, its network and its blocks. */
@NullMarked
package headgate.chain.head;

import org.jspecify.annotations.NullMarked;

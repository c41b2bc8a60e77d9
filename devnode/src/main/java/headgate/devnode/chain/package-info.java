/** The chain itself: balances with history, pools, execution, and the making of blocks. */
@NullMarked
package headgate.devnode.chain;

import org.jspecify.annotations.NullMarked;

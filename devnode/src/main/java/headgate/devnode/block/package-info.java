/** Blocks, transactions, receipts and events, and how they are encoded and hashed. */
@NullMarked
package headgate.devnode.block;

import org.jspecify.annotations.NullMarked;

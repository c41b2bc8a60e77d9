/** One node: its options, its pool, and how much of the chain it has seen. */
@NullMarked
package headgate.devnode.node;

import org.jspecify.annotations.NullMarked;

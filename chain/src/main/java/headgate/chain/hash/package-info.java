/** The hash of a transaction, worked out from the parameters of the call that sends it. */
@NullMarked
package headgate.chain.hash;

import org.jspecify.annotations.NullMarked;

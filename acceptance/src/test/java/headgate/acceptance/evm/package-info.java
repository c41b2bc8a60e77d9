/** Chains other than ICON: the built-in EVM profile, and a chain that a user describes. */
@NullMarked
package headgate.acceptance.evm;

import org.jspecify.annotations.NullMarked;

/**
 * What a profile says about the errors of a node: what each one proves, and whom it counts against.
 */
@NullMarked
package headgate.chain.error;

import org.jspecify.annotations.NullMarked;

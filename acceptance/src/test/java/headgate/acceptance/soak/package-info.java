/** A gateway process under mixed traffic for a long time, and what it holds meanwhile. */
@NullMarked
package headgate.acceptance.soak;

import org.jspecify.annotations.NullMarked;

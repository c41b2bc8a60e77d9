/** Who may depend on whom, held by the byte code. */
@NullMarked
package headgate.acceptance.architecture;

import org.jspecify.annotations.NullMarked;

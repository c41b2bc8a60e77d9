/** Time as a parameter: the machine's, or one that a test moves. */
@NullMarked
package headgate.devnode.clock;

import org.jspecify.annotations.NullMarked;

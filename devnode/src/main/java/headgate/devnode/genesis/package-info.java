/** How a chain begins. */
@NullMarked
package headgate.devnode.genesis;

import org.jspecify.annotations.NullMarked;

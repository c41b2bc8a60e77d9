/** A gateway process that is told to stop while callers of every kind are there. */
@NullMarked
package headgate.acceptance.leave;

import org.jspecify.annotations.NullMarked;

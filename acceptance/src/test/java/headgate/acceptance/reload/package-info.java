/** What a reload changes for callers, and what it does not. */
@NullMarked
package headgate.acceptance.reload;

import org.jspecify.annotations.NullMarked;

/** What every source file and document of the project keeps to. */
@NullMarked
package headgate.acceptance.tidy;

import org.jspecify.annotations.NullMarked;

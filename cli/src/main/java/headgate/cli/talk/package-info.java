/** How commands speak to whoever started them: lines, tables, exit codes, and when to stop. */
@NullMarked
package headgate.cli.talk;

import org.jspecify.annotations.NullMarked;

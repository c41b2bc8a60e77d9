/**
 * The one executable: {@code headgate serve}, {@code check}, {@code demo}, {@code chain} and {@code
 * version}. Data goes to the standard output, talk to the standard error.
 */
@NullMarked
package headgate.cli;

import org.jspecify.annotations.NullMarked;

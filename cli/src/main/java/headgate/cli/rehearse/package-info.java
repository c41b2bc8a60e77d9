/**
 * The rehearsal: part of the build and of no command. A gateway is started as users start it and
 * called for some seconds, and the JVM keeps what it loaded, linked and learnt meanwhile for later
 * starts.
 */
@NullMarked
package headgate.cli.rehearse;

import org.jspecify.annotations.NullMarked;

/** The control API: faults and counters over HTTP on a loopback port of its own. */
@NullMarked
package headgate.devnode.control;

import org.jspecify.annotations.NullMarked;

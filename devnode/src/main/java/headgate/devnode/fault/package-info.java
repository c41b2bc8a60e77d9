/** Faults on command and the counters that say what a node received. */
@NullMarked
package headgate.devnode.fault;

import org.jspecify.annotations.NullMarked;

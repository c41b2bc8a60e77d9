/** What the process uses of its machine, as the JVM and the system count it. */
@NullMarked
package headgate.gateway.observe.machine;

import org.jspecify.annotations.NullMarked;

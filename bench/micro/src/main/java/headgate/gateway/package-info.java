/** Benchmarks of what happens between sockets. */
@NullMarked
package headgate.gateway;

import org.jspecify.annotations.NullMarked;

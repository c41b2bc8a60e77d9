/** Settings of the doors: who a caller is, what its address may do, and how much of it. */
@NullMarked
package headgate.gateway.config.door;

import org.jspecify.annotations.NullMarked;

/**
 * What the data plane takes from the world: time, event loops, bytes on a wire, names. Production
 * implements these with Netty and the JDK, a simulation with an event queue; nothing else may
 * differ between the two.
 */
@NullMarked
package headgate.gateway.seam;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.handover;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.head.track;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.outcome;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.challenge;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.upstream.choice;

import org.jspecify.annotations.NullMarked;

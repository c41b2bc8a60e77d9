@NullMarked
package headgate.gateway.observe.access;

import org.jspecify.annotations.NullMarked;

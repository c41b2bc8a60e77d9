/** How much each client may ask for, counted in a table whose size no crowd of clients changes. */
@NullMarked
package headgate.gateway.rate;

import org.jspecify.annotations.NullMarked;

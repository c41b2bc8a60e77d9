@NullMarked
package headgate.gateway.recombine;

import org.jspecify.annotations.NullMarked;

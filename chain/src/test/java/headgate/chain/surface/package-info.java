@NullMarked
package headgate.chain.surface;

import org.jspecify.annotations.NullMarked;

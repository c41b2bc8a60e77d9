@NullMarked
package headgate.chain;

import org.jspecify.annotations.NullMarked;

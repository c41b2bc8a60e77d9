@NullMarked
package headgate.chain.hash;

import org.jspecify.annotations.NullMarked;

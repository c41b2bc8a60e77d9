@NullMarked
package headgate.chain.error;

import org.jspecify.annotations.NullMarked;

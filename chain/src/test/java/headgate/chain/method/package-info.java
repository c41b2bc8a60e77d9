@NullMarked
package headgate.chain.method;

import org.jspecify.annotations.NullMarked;

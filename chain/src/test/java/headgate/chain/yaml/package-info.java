@NullMarked
package headgate.chain.yaml;

import org.jspecify.annotations.NullMarked;

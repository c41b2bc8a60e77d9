@NullMarked
package headgate.gateway.decompose;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.config.operate;

import org.jspecify.annotations.NullMarked;

@NullMarked
package headgate.gateway.config;

import org.jspecify.annotations.NullMarked;

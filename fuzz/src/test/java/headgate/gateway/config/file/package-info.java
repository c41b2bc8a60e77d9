@NullMarked
package headgate.gateway.config.file;

import org.jspecify.annotations.NullMarked;

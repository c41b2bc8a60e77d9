/**
 * Reads the configuration file: YAML in, checked records or every problem with its line and column
 * out. Only the start and a reload come here.
 */
@NullMarked
package headgate.gateway.config.file;

import org.jspecify.annotations.NullMarked;

/**
 * The configuration as immutable records, each checked in its constructor, and the reader that
 * turns a YAML file into them or into a list of problems with their places. The walk reads these
 * records and never a file.
 */
@NullMarked
package headgate.gateway.config;

import org.jspecify.annotations.NullMarked;

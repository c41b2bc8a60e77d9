/**
 * Reads YAML files strictly into records: every mistake is told with its line, its column and the
 * nearest known key.
 *
 * <p>Profiles and the gateway's own configuration use the same reader, so both behave alike.
 */
@NullMarked
package headgate.chain.yaml;

import org.jspecify.annotations.NullMarked;

/**
 * Stands beside the walk: what the walk tells of a request as it goes, for whoever asked why. The
 * walk tells what it saw and did; nothing is worked out a second time.
 */
@NullMarked
package headgate.gateway.story;

import org.jspecify.annotations.NullMarked;

/**
 * Beside the walk: answers to requests that were asked in the same words a moment ago, whose whole
 * walk would change nothing.
 */
@NullMarked
package headgate.gateway.ready;

import org.jspecify.annotations.NullMarked;

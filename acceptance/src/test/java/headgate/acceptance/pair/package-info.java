/**
 * Two gateways of one operator: behind a real HAProxy, and as peers that tell each other heights.
 */
@NullMarked
package headgate.acceptance.pair;

import org.jspecify.annotations.NullMarked;

/**
 * Addresses of callers as 128-bit values: what they are, which ranges they are in, and which one a
 * request came from where others stand between.
 */
@NullMarked
package headgate.gateway.address;

import org.jspecify.annotations.NullMarked;

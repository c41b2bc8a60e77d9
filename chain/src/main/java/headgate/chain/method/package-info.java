/**
 * What a profile says about each method: its class, how long its answers hold, where heights and
 * hashes stand.
 */
@NullMarked
package headgate.chain.method;

import org.jspecify.annotations.NullMarked;

/**
 * What an address may do: rules by range, of which the one with the longest prefix decides, made
 * into one look for each client and one bit for each call.
 */
@NullMarked
package headgate.gateway.rule;

import org.jspecify.annotations.NullMarked;

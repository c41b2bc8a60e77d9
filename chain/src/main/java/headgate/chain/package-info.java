/**
 * Chains as data: what the gateway has to know of a chain is a file, read once into an immutable
 * {@link headgate.chain.ChainProfile}.
 *
 * <p>{@link headgate.chain.ChainProfiles} is the door. The words of the file are in {@code
 * docs/chain-profiles.md}; its records are {@link headgate.chain.ProfileFile} and the entries below
 * it.
 */
@NullMarked
package headgate.chain;

import org.jspecify.annotations.NullMarked;

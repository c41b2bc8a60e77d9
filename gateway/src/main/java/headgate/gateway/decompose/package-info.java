/**
 * Stage two of the walk: bytes become calls. The body is read once, strictly; each call is a set of
 * spans of it, resolved to its entry in the chain's profile, with the few parameters decoded that a
 * rule looks at.
 */
@NullMarked
package headgate.gateway.decompose;

import org.jspecify.annotations.NullMarked;

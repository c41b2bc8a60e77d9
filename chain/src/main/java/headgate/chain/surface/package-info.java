/** The HTTP paths that a chain's nodes serve, and which of them a request means. */
@NullMarked
package headgate.chain.surface;

import org.jspecify.annotations.NullMarked;

/** Numbers as their writers spell them. */
@NullMarked
package headgate.jsonrpc.number;

import org.jspecify.annotations.NullMarked;

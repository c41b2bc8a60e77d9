/** The JSON-RPC methods, each answered from one view of the chain. */
@NullMarked
package headgate.devnode.method;

import org.jspecify.annotations.NullMarked;

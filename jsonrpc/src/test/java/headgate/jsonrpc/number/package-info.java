@NullMarked
package headgate.jsonrpc.number;

import org.jspecify.annotations.NullMarked;

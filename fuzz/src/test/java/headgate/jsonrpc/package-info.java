@NullMarked
package headgate.jsonrpc;

import org.jspecify.annotations.NullMarked;

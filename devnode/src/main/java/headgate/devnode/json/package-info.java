/** JSON the way a goloop node reads and writes it: lax in, Go-escaped out. */
@NullMarked
package headgate.devnode.json;

import org.jspecify.annotations.NullMarked;

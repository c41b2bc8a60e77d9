/** The height rule over real sockets: one height for what is read, and none that goes back. */
@NullMarked
package headgate.acceptance.height;

import org.jspecify.annotations.NullMarked;

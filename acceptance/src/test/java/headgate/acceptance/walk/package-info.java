/** The life of a request, seen from outside: callers on real sockets, scripted nodes behind. */
@NullMarked
package headgate.acceptance.walk;

import org.jspecify.annotations.NullMarked;

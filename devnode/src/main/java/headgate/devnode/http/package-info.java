/** Sockets in: HTTP paths, CORS, answers, and the places where faults bite. */
@NullMarked
package headgate.devnode.http;

import org.jspecify.annotations.NullMarked;

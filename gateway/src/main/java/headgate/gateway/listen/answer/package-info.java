/**
 * The way back to a caller: heads of responses, and bytes that go out as fast as they are taken.
 */
@NullMarked
package headgate.gateway.listen.answer;

import org.jspecify.annotations.NullMarked;

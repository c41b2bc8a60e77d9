/**
 * What happens when more is asked than the nodes can bear: how long calls wait says that it is so,
 * the least important calls of those who ask most are refused first, and where that lasts a ladder
 * of rungs says what is still served.
 */
@NullMarked
package headgate.gateway.overload;

import org.jspecify.annotations.NullMarked;

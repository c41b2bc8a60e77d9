/**
 * How many calls a node works on at once, and who waits for a free place: the caps that keep a node
 * from collapsing under too many calls.
 */
@NullMarked
package headgate.gateway.upstream.permit;

import org.jspecify.annotations.NullMarked;

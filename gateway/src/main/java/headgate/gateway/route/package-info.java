/**
 * Stage four of the walk: a call, what the profile says of its method and the view of the head
 * become a plan. Also which network a host and path stand for.
 */
@NullMarked
package headgate.gateway.route;

import org.jspecify.annotations.NullMarked;

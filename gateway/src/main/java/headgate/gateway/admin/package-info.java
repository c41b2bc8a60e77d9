/**
 * Stands beside the walk: the admin port with health, readiness, metrics and orders for nodes. It
 * is a cold path on virtual threads; it reads what the other packages report about themselves, and
 * passes orders on.
 */
@NullMarked
package headgate.gateway.admin;

import org.jspecify.annotations.NullMarked;

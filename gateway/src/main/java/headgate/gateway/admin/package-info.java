/**
 * Stands beside the walk: the admin port with health, readiness and metrics. It is a cold path on
 * virtual threads and reads only what the other packages report about themselves.
 */
@NullMarked
package headgate.gateway.admin;

import org.jspecify.annotations.NullMarked;

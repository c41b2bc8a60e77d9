/**
 * Stands beside the walk: the admin port, on virtual threads, since it is a cold path. {@code
 * health} is what it reads of the other packages, {@code orders} what it passes on to them, {@code
 * message} what it is asked and answers.
 */
@NullMarked
package headgate.gateway.admin;

import org.jspecify.annotations.NullMarked;

/**
 * What an operator may ask of a running gateway over the admin port: what is below {@code /v1}, how
 * it is addressed, and who may change something.
 */
@NullMarked
package headgate.gateway.admin.orders;

import org.jspecify.annotations.NullMarked;

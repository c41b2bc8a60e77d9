/**
 * The world of the unit tests: time that a test turns by hand, loops and wires that follow it, and
 * nodes with a script. Whatever happens is in the order of one agenda, so a run can be repeated.
 */
@NullMarked
package headgate.gateway.testkit;

import org.jspecify.annotations.NullMarked;

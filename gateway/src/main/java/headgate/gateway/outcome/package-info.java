/**
 * How a call can end: with the text of an answer, or with a failure that one table turns into an
 * answer. Every stage speaks of ends in these words.
 */
@NullMarked
package headgate.gateway.outcome;

import org.jspecify.annotations.NullMarked;

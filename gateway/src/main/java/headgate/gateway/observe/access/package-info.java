/**
 * Stands beside the walk: one line for each call, for the engineer who has to know who sends what
 * and what became of it. Event loops leave what is to be said in bounded queues; a thread of its
 * own writes it.
 */
@NullMarked
package headgate.gateway.observe.access;

import org.jspecify.annotations.NullMarked;

/**
 * What the past of nodes and tries allows the next one: averages, budgets and limits, each a small
 * state machine that is told what happened and when, and knows neither sockets nor timers.
 */
@NullMarked
package headgate.gateway.upstream.health;

import org.jspecify.annotations.NullMarked;

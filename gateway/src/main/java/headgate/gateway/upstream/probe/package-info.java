/**
 * What nodes are asked about the head of the chain and how their answers are read and judged; knows
 * neither sockets nor timers, so that the command line asks in the same words.
 */
@NullMarked
package headgate.gateway.upstream.probe;

import org.jspecify.annotations.NullMarked;

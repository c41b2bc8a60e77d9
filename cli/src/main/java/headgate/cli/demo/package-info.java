/**
 * The demo: a dev chain with three nodes that misbehave by a script, a gateway in front of them,
 * seeded traffic, and a verdict that the nodes' own counters give.
 */
@NullMarked
package headgate.cli.demo;

import org.jspecify.annotations.NullMarked;

/**
 * A small ICON-speaking chain node: the demo's nodes, and the far side in tests. It keeps a real
 * chain (blocks, balances with history, signed transfers), answers as a goloop node does, goes
 * wrong on command, and counts what it received. {@link headgate.devnode.DevNode} and {@link
 * headgate.devnode.DevNetwork} are the doors.
 */
@NullMarked
package headgate.devnode;

import org.jspecify.annotations.NullMarked;

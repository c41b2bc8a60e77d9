package headgate.cli.demo;

import headgate.devnode.DevNetwork;
import java.util.function.Consumer;

/**
 * One thing that happens in a scenario.
 *
 * @param at when, as a share of the demo's time: 0 is the beginning
 * @param text for whoever watches
 * @param action what is done to the nodes
 */
record Cue(double at, String text, Consumer<DevNetwork> action) {}

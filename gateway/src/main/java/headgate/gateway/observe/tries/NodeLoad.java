package headgate.gateway.observe.tries;

/**
 * What one node is given to do now.
 *
 * @param readsMax reads that it may have at once
 * @param ejections how often it was left out for failing, since the start
 * @param ejected whether it is left out now
 * @param cooling whether it asked to be left alone, and is
 */
public record NodeLoad(int readsMax, long ejections, boolean ejected, boolean cooling) {}

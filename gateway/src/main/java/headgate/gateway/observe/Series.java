package headgate.gateway.observe;

/**
 * The calls of one method that ended in one way.
 *
 * @param method a name from the profile, or {@link Statistics#OTHER}
 * @param outcome how they ended
 * @param latencies how long they took; its count is their number
 */
public record Series(String method, Outcome outcome, Latencies latencies) {}

package headgate.gateway.observe;

/**
 * How many calls were refused or failed for one reason.
 *
 * @param reason the label of the failure table
 * @param count since the start
 */
public record ReasonCount(String reason, long count) {}

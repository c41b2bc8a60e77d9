package headgate.devnode.iiss;

import headgate.devnode.json.Json;

/** A read-only call on the system contract: the state that it sees, and what it carries. */
public record SystemQuery(
    SystemState state,
    NetworkParameters parameters,
    long height,
    String method,
    Json.Members params) {}

package headgate.gateway.decompose;

import headgate.gateway.outcome.FailureKind;
import headgate.jsonrpc.EnvelopeFault;
import headgate.jsonrpc.RequestId;

/** One element of a request body: a call, or why it is none. */
public sealed interface Item {
  /** A call that the profile knows. */
  record Known(Call call) implements Item {}

  /** Well-formed, but not a call that can be made here. */
  record Refused(RequestId id, FailureKind why) implements Item {}

  /** Not a JSON-RPC call. */
  record Malformed(RequestId id, EnvelopeFault fault) implements Item {}
}

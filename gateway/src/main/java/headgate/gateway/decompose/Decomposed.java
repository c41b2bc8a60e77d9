package headgate.gateway.decompose;

import headgate.jsonrpc.EnvelopeFault;
import java.util.List;

/** A request body taken apart. */
public sealed interface Decomposed {
  /** The body as a whole is refused. */
  record Refused(EnvelopeFault fault) implements Decomposed {}

  /** One call. */
  record Single(Item item) implements Decomposed {}

  /** A batch, in the caller's order. */
  record Batch(List<Item> items) implements Decomposed {
    /** Copies the list. */
    public Batch {
      items = List.copyOf(items);
    }
  }
}

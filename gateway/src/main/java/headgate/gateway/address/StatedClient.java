package headgate.gateway.address;

/**
 * Whom the head of a request names as its client. It counts only where the one who sent the head is
 * trusted to say so.
 */
public sealed interface StatedClient {
  /** Nobody is named. */
  StatedClient NOBODY = new Nobody();

  /** What was written there is no address. */
  StatedClient UNREADABLE = new Unreadable();

  /** Nobody is named: the one who sent it asks for itself. */
  record Nobody() implements StatedClient {}

  /** One that is. */
  record Named(IpAddress address) implements StatedClient {}

  /** Something is written that is no address; nothing follows from it. */
  record Unreadable() implements StatedClient {}
}

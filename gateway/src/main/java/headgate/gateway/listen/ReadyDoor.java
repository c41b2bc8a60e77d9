package headgate.gateway.listen;

import headgate.gateway.client.Client;
import headgate.gateway.listen.answer.ReadySink;

/** Answers requests whose every answer is there already; the others take the walk. */
@FunctionalInterface
public interface ReadyDoor {
  /** Has nothing ready. */
  ReadyDoor NONE = (client, door, body, from, to, sink) -> false;

  /**
   * Answers a body, if that takes no more than to look.
   *
   * @param body holds the body between from and to; it is not kept
   * @return whether the answer was put into the sink whole; if not, nothing has happened
   */
  boolean answer(Client client, Door.Rpc door, byte[] body, int from, int to, ReadySink sink);
}

package headgate.gateway.listen;

import headgate.gateway.client.Client;
import headgate.gateway.listen.answer.EarlyAnswer;
import org.jspecify.annotations.Nullable;

/** Says what stands behind a host and path. */
public interface Doors {
  /**
   * Finds the door.
   *
   * @param host the {@code Host} field, possibly with a port, null where there is none
   * @param verb the HTTP method; calls are posted, streams are got
   * @param target the request target: a path, possibly with a query, or a whole URL
   */
  Door find(@Nullable String host, String verb, String target);

  /**
   * The channel on which doors to a network depend beside the request; empty where the chain has
   * none. What was found stays right while it is the same.
   *
   * @param network its place in the configuration
   * @return null while it is not known, and any door may change
   */
  @Nullable String channel(int network);

  /**
   * What a client finds behind a door that is not open to it.
   *
   * @return null where it is open
   */
  @Nullable EarlyAnswer closed(Client client, Door door);
}

package headgate.gateway.listen;

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
}

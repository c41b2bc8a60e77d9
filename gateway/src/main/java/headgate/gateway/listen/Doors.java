package headgate.gateway.listen;

import org.jspecify.annotations.Nullable;

/** Says what stands behind a host and path. */
public interface Doors {
  /**
   * Finds the door.
   *
   * @param host the {@code Host} field, possibly with a port, null where there is none
   * @param target the request target: a path, possibly with a query, or a whole URL
   */
  Door find(@Nullable String host, String target);

  /** The plain text that goes with status 404 where a path has no door for the request's method. */
  String notFoundText(String path);
}

package headgate.gateway.listen;

import org.jspecify.annotations.Nullable;

/** Says what stands behind a host and path. */
public interface Doors {
  /**
   * Finds the door.
   *
   * @param host the {@code Host} field, possibly with a port, null where there is none
   * @param path the request target, possibly with a query
   */
  Door find(@Nullable String host, String path);

  /** The plain text that goes with status 404 where a path has no door for the request's method. */
  String notFoundText(String path);
}

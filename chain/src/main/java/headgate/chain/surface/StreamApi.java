package headgate.chain.surface;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of stream that nodes offer over WebSocket, opened by one request frame of JSON.
 *
 * @param name what the profile calls it
 * @param api the API that it is switched on and off with
 * @param paths where it is found
 * @param keys the keys that the request frame may have
 * @param height the key with the height to begin at; null if there is none
 */
public record StreamApi(
    String name, String api, List<PathTemplate> paths, Set<String> keys, @Nullable String height) {

  /** Copies the collections, so that the stream stays as it is. */
  public StreamApi {
    paths = List.copyOf(paths);
    keys = Set.copyOf(keys);
  }
}

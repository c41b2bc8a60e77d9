package headgate.chain.surface;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of methods that nodes offer under the same paths by POST.
 *
 * @param name what the profile calls it
 * @param paths where it is found
 * @param enabled whether the gateway offers it where its own configuration says nothing
 * @param offText the body of the 404 that a node gives where it is switched off
 */
public record RpcApi(
    String name, List<PathTemplate> paths, boolean enabled, @Nullable String offText) {

  /** Copies the list, so that the API stays as it is. */
  public RpcApi {
    paths = List.copyOf(paths);
  }
}

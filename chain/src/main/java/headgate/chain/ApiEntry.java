package headgate.chain;

import headgate.chain.surface.PathTemplate;
import headgate.chain.surface.RpcApi;
import headgate.chain.yaml.Default;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry below {@code apis}; see {@link RpcApi}.
 *
 * @param paths where the API is found
 * @param enabled whether the gateway offers it by default
 * @param offText the body of the 404 that a node gives where it is switched off
 */
record ApiEntry(
    List<PathTemplate> paths,
    @Default("true") boolean enabled,
    @Default("null") @Nullable String offText) {

  RpcApi named(String name) {
    return new RpcApi(name, paths, enabled, offText);
  }
}

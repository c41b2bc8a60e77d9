package headgate.chain;

import headgate.chain.surface.PathTemplate;
import headgate.chain.surface.StreamApi;
import headgate.chain.yaml.Default;
import headgate.chain.yaml.InvalidKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry below {@code streams}; see {@link StreamApi}.
 *
 * @param api the API that the stream is switched on and off with; null for the first one
 * @param paths where the stream is found
 * @param keys the keys that its request frame may have
 * @param height the key with the height to begin at
 */
record StreamEntry(
    @Default("null") @Nullable String api,
    List<PathTemplate> paths,
    Set<String> keys,
    @Default("null") @Nullable String height) {

  StreamEntry {
    if (height != null && !keys.contains(height)) {
      throw new InvalidKey("height", "has to be one of the keys");
    }
  }

  StreamApi named(String name, String firstApi) {
    return new StreamApi(name, api == null ? firstApi : api, paths, keys, height);
  }
}

package headgate.chain.surface;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a request's path means.
 *
 * <p>As goloop's router does: case counts, a query string does not, a channel is one whole segment
 * that is not empty, and a final slash is a different path. Paths without a channel are found
 * without allocating. Instances are immutable.
 */
public final class ApiPaths {

  private static final PathMatch UNKNOWN = new PathMatch.Unknown();

  private final List<RpcApi> apis;
  private final List<StreamApi> streams;
  private final Map<String, PathMatch> fixed = new HashMap<>();
  private final List<Open> open = new ArrayList<>();

  /** A template with a channel, and what it means. */
  private record Open(PathTemplate template, Function<@Nullable String, PathMatch> meaning) {}

  /**
   * Builds the finder.
   *
   * @throws IllegalArgumentException if a path stands twice
   */
  public ApiPaths(List<RpcApi> apis, List<StreamApi> streams) {
    this.apis = List.copyOf(apis);
    this.streams = List.copyOf(streams);
    for (var api : apis) {
      add(api.paths(), channel -> new PathMatch.Rpc(api, channel));
    }
    for (var stream : streams) {
      add(stream.paths(), channel -> new PathMatch.Stream(stream, channel));
    }
  }

  /** The APIs in the order of the profile. */
  public List<RpcApi> apis() {
    return apis;
  }

  /** The streams in the order of the profile. */
  public List<StreamApi> streams() {
    return streams;
  }

  /** Whether some path names a channel. */
  public boolean haveChannels() {
    return !open.isEmpty();
  }

  /** The API of a name. */
  public Optional<RpcApi> api(String name) {
    return apis.stream().filter(api -> api.name().equals(name)).findFirst();
  }

  /**
   * What a path means.
   *
   * @param target the request's path, with or without a query string
   */
  public PathMatch match(String target) {
    int query = target.indexOf('?');
    var path = query < 0 ? target : target.substring(0, query);
    var known = fixed.get(path);
    return known == null ? matchOpen(path) : known;
  }

  private PathMatch matchOpen(String path) {
    for (var candidate : open) {
      var channel = candidate.template.channelOf(path);
      if (channel != null) {
        return candidate.meaning.apply(channel);
      }
    }
    return UNKNOWN;
  }

  private void add(List<PathTemplate> templates, Function<@Nullable String, PathMatch> meaning) {
    for (var template : templates) {
      boolean twice =
          template.hasChannel()
              ? open.stream().anyMatch(earlier -> earlier.template.equals(template))
              : fixed.put(template.text(), meaning.apply(null)) != null;
      if (twice) {
        throw new IllegalArgumentException("the path " + template + " stands twice");
      }
      if (template.hasChannel()) {
        open.add(new Open(template, meaning));
      }
    }
  }
}

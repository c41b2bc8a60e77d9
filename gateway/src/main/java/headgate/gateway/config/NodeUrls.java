package headgate.gateway.config;

import headgate.chain.ChainProfile;
import headgate.chain.surface.PathMatch;
import java.net.URI;

/**
 * Nodes' URLs as people have them. The gateway adds the path of the chain's API by itself, so a URL
 * that ends with it means the part in front.
 */
public final class NodeUrls {
  private NodeUrls() {}

  /** The URL without the path of the profile's API at its end; unchanged where there is none. */
  public static URI base(URI url, ChainProfile profile) {
    var path = url.getRawPath();
    if (path == null || basePath(path, profile).equals(path)) {
      return url;
    }
    var begin = url.getScheme() + "://" + url.getRawAuthority();
    var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    var fragment = url.getRawFragment() == null ? "" : "#" + url.getRawFragment();
    return URI.create(begin + basePath(path, profile) + query + fragment);
  }

  private static String basePath(String path, ChainProfile profile) {
    for (var at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      var end = path.substring(at);
      if (end.length() > 1 && profile.paths().match(end) instanceof PathMatch.Rpc) {
        return path.substring(0, at);
      }
    }
    return path;
  }
}

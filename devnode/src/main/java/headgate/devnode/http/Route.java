package headgate.devnode.http;

import headgate.devnode.method.MethodTable;
import headgate.devnode.node.NodeOptions;
import headgate.devnode.stream.StreamKind;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a request goes by its method and path, as goloop's router decides it. */
sealed interface Route {
  Pattern STREAM = Pattern.compile("/api/v3/([^/]*)/(block|event|btp)");

  /** A CORS preflight, whatever its path. */
  record Preflight() implements Route {}

  /** JSON-RPC on a channel; the empty channel is the node's own. */
  record Rpc(Api api, String channel) implements Route {}

  /** A WebSocket stream on a channel. */
  record Stream(StreamKind kind, String channel) implements Route {}

  /** Below an API's path, but nothing is there. The body is still read. */
  record BelowApi(Api api) implements Route {}

  /** Nothing is there. */
  record Nowhere() implements Route {}

  /** The three JSON-RPC APIs. */
  enum Api {
    ICX("/api/v3", MethodTable.ICX, "icx API is disabled"),
    DEBUG("/api/v3d", MethodTable.DEBUG, "debug API is disabled"),
    ROSETTA("/api/rosetta", MethodTable.ROSETTA, "rosetta API is disabled");

    private final String path;
    private final String disabledText;

    @SuppressWarnings("ImmutableEnumChecker") // A method table is never changed once it is made.
    private final MethodTable methods;

    Api(String path, MethodTable methods, String disabledText) {
      this.path = path;
      this.methods = methods;
      this.disabledText = disabledText;
    }

    MethodTable methods() {
      return methods;
    }

    /** The text that is answered if the API is off; empty if it is on. */
    Optional<String> disabled(NodeOptions options) {
      var on =
          switch (this) {
            case ICX -> true;
            case DEBUG -> options.debugApi();
            case ROSETTA -> options.rosettaApi();
          };
      return on && !options.rpcDisabled() ? Optional.empty() : Optional.of(disabledText);
    }
  }

  /** Finds the route of a request; a query does not count. */
  static Route of(HttpMethod method, String target) {
    if (method.equals(HttpMethod.OPTIONS)) {
      return new Preflight();
    }
    var query = target.indexOf('?');
    var path = query < 0 ? target : target.substring(0, query);
    for (var api : List.of(Api.ICX, Api.DEBUG, Api.ROSETTA)) {
      if (path.equals(api.path) || path.startsWith(api.path + "/")) {
        return within(api, method, path);
      }
    }
    return new Nowhere();
  }

  private static Route within(Api api, HttpMethod method, String path) {
    var channel = path.length() > api.path.length() ? path.substring(api.path.length() + 1) : "";
    if (method.equals(HttpMethod.POST) && channel.indexOf('/') < 0) {
      return new Rpc(api, channel);
    }
    var stream = STREAM.matcher(path);
    if (method.equals(HttpMethod.GET) && stream.matches()) {
      return new Stream(StreamKind.of(stream.group(2)), stream.group(1));
    }
    return path.equals(api.path) ? new Nowhere() : new BelowApi(api);
  }
}

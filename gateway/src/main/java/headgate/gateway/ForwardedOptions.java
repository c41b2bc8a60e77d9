package headgate.gateway;

import headgate.chain.ForwardedHeader;
import headgate.gateway.decompose.Call;
import headgate.gateway.listen.Exchange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one request header of a caller that may reach a node, rewritten from its known options.
 *
 * <p>Options that the profile does not name never pass: goloop's {@code debug=true} would put a
 * stack trace of the node into the answer.
 */
final class ForwardedOptions {
  private static final int LENGTH_MAX = 256;

  private final Map<String, ForwardedHeader> headers;

  ForwardedOptions(Map<String, ForwardedHeader> headers) {
    this.headers = headers;
  }

  /** A whole header line without its line end, null where nothing is to be forwarded. */
  @Nullable String of(Call call, Exchange exchange) {
    for (var name : call.method().headers()) {
      var rules = headers.get(name);
      var sent = exchange.header(name);
      if (rules != null && sent != null && sent.length() <= LENGTH_MAX) {
        var kept = rules.forwarded(sent);
        if (!kept.isEmpty()) {
          return name + ": " + kept;
        }
      }
    }
    return null;
  }
}

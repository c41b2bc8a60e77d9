package headgate.chain.surface;

import org.jspecify.annotations.Nullable;

/** What a request's path means. */
public sealed interface PathMatch {

  /**
   * JSON-RPC by POST.
   *
   * @param api the API that the path belongs to
   * @param channel the channel that it names; null if it is left open
   */
  record Rpc(RpcApi api, @Nullable String channel) implements PathMatch {}

  /**
   * A WebSocket stream.
   *
   * @param stream the stream that the path belongs to
   * @param channel the channel that it names; null if it is left open
   */
  record Stream(StreamApi stream, @Nullable String channel) implements PathMatch {}

  /** Nothing that the profile knows. */
  record Unknown() implements PathMatch {}
}

package headgate.gateway.listen;

/** What stands behind a host and path. */
public sealed interface Door {
  /**
   * JSON-RPC calls.
   *
   * @param network the network's place in the configuration
   * @param api the name of one of the chain's APIs
   * @param path the path to ask a node for, without the network's prefix
   */
  record Rpc(int network, String api, String path) implements Door {}

  /**
   * A WebSocket stream.
   *
   * @param network the network's place in the configuration
   * @param stream the stream's name in the chain's profile
   * @param path the path to ask a node for, without the network's prefix
   */
  record Stream(int network, String stream, String path) implements Door {}

  /**
   * Nothing.
   *
   * @param text the plain text that goes with status 404
   */
  record Absent(String text) implements Door {}
}

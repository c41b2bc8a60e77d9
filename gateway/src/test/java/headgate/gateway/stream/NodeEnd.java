package headgate.gateway.stream;

import headgate.gateway.seam.Wire;
import headgate.gateway.testkit.ManualConnection;
import java.util.List;

/** The node's end of one connection. */
final class NodeEnd {
  private final ManualConnection connection;

  NodeEnd(ManualConnection connection) {
    this.connection = connection;
  }

  /** Which node it is. */
  String host() {
    return connection.endpoint().host();
  }

  /** Accepts the connection; the request to switch is there then. */
  NodeEnd accept() {
    connection.open();
    return this;
  }

  /** Accepts the connection and the switch to WebSocket. */
  NodeEnd upgrade() {
    return agree(accept().head());
  }

  /** Agrees to the switch that this head asks for. */
  NodeEnd agree(String head) {
    return send(FrameBytes.switched(head.replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1")));
  }

  /** What was written since it was last asked for, as text. */
  String head() {
    return connection.take();
  }

  /** The frames that were written since they were last asked for, unmasked, as words. */
  List<String> frames() {
    return FrameBytes.fromClient(connection.takeBytes());
  }

  NodeEnd send(byte... bytes) {
    connection.feed(bytes);
    return this;
  }

  NodeEnd sendText(String text) {
    return send(FrameBytes.text(text));
  }

  /** Ends the connection from the node's side. */
  void end(Wire.Cause cause) {
    connection.close(cause);
  }

  boolean isReading() {
    return connection.isReading();
  }

  /** Whether the gateway has closed it. */
  boolean isClosed() {
    return connection.closedHere();
  }
}

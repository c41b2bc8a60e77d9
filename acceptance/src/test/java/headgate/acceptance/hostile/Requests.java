package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.acceptance.kit.TestGateway;

/** The requests of this package, as bytes. */
final class Requests {
  static final String ADDRESS = "hx9a2425c40569db485116fdfac89f84163b1a70ff";

  private Requests() {}

  /** A read of a balance with this id, given as JSON text. */
  static String balance(String id) {
    return call(id, "icx_getBalance", "{\"address\":\"" + ADDRESS + "\"}");
  }

  /** A call; id and params as JSON text. */
  static String call(String id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  /** A POST of these bytes to the usual path, with more header lines. */
  static byte[] post(byte[] body, String... fields) {
    var head = head(fields) + "Content-Length: " + body.length + "\r\n\r\n";
    return joined(head.getBytes(UTF_8), body);
  }

  /** A POST of this text. */
  static byte[] post(String body, String... fields) {
    return post(body.getBytes(UTF_8), fields);
  }

  /** The same in one chunk for each piece. */
  static byte[] chunked(String... pieces) {
    var text = new StringBuilder(head("Transfer-Encoding: chunked")).append("\r\n");
    for (var piece : pieces) {
      text.append(chunk(piece));
    }
    return text.append("0\r\n\r\n").toString().getBytes(UTF_8);
  }

  /** One chunk. */
  static String chunk(String piece) {
    return Integer.toHexString(piece.getBytes(UTF_8).length) + "\r\n" + piece + "\r\n";
  }

  /** A head up to its last field, without the empty line. */
  static String head(String... fields) {
    var head = new StringBuilder("POST " + TestGateway.PATH + " HTTP/1.1\r\nHost: localhost\r\n");
    for (var field : fields) {
      head.append(field).append("\r\n");
    }
    return head.toString();
  }

  static byte[] joined(byte[] first, byte[] second) {
    var all = new byte[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}

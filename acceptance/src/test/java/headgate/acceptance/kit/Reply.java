package headgate.acceptance.kit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link FakeNode} answers and how the answer travels. Begin with what is said ({@link
 * #result}, {@link #error}, {@link #status}, {@link #raw}) and go on with how: {@code
 * Reply.result("1").after(Duration.ofMillis(50)).resetAfter(20)}.
 *
 * @param said the content
 * @param id the id to answer with as JSON text, empty for the caller's own
 * @param delay how long the node thinks before the first byte
 * @param framing how the end of the body is announced
 * @param delivery how much of the answer's bytes is sent and what happens then
 */
public record Reply(Said said, String id, Duration delay, Framing framing, Delivery delivery) {
  private static final int CHUNK_BYTES = 64;

  /** How the end of the body is announced. */
  public enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  /** The content of an answer. */
  public sealed interface Said {
    /** A JSON-RPC result, as JSON text. */
    record Result(String json) implements Said {}

    /** A JSON-RPC error; data as JSON text, empty for none. Travels with status 400. */
    record Failure(int code, String message, String data) implements Said {}

    /** A body that is no JSON-RPC answer of its own. */
    record Text(int status, List<Header> headers, String text) implements Said {}

    /** Bytes in place of an HTTP answer, kept as one char per byte. */
    record Raw(String latin1) implements Said {}
  }

  /** How the bytes leave. */
  public sealed interface Delivery {
    /** All of them; the connection stays open for the next request. */
    record Whole() implements Delivery {}

    /** So many bytes, then a TCP reset. */
    record ResetAfter(int bytes) implements Delivery {}

    /** So many bytes, then an orderly end. */
    record CloseAfter(int bytes) implements Delivery {}

    /** So many bytes, then nothing until the peer leaves or the node is closed. */
    record StallAfter(int bytes) implements Delivery {}

    /** Pieces of so many bytes with a pause after each. */
    record Drip(int bytes, Duration pause) implements Delivery {}
  }

  /** A JSON-RPC result, given as JSON text. */
  public static Reply result(String json) {
    return of(new Said.Result(json));
  }

  /** A JSON-RPC error without data, with HTTP status 400 as goloop sends it. */
  public static Reply error(int code, String message) {
    return of(new Said.Failure(code, message, ""));
  }

  /** A JSON-RPC error with data, given as JSON text. */
  public static Reply error(int code, String message, String data) {
    return of(new Said.Failure(code, message, data));
  }

  /** Any status with a text of its own, for example a 503 from something in front of a node. */
  public static Reply status(int status, String text, Header... headers) {
    return of(new Said.Text(status, List.of(headers), text));
  }

  /** Bytes in place of an HTTP answer. */
  public static Reply raw(byte[] bytes) {
    return of(new Said.Raw(new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  /** No byte at all, ever; the connection stays open. */
  public static Reply silence() {
    return raw(new byte[0]).stallAfter(0);
  }

  /** The same with another id than the caller's, as JSON text. */
  public Reply withId(String json) {
    return new Reply(said, json, delay, framing, delivery);
  }

  /** The same after a while. */
  public Reply after(Duration thinking) {
    return new Reply(said, id, thinking, framing, delivery);
  }

  /** The same with its body in chunks. */
  public Reply chunked() {
    return new Reply(said, id, delay, Framing.CHUNKED, delivery);
  }

  /** The same, its body ended by the end of the connection. */
  public Reply untilClose() {
    return new Reply(
        said, id, delay, Framing.UNTIL_CLOSE, new Delivery.CloseAfter(Integer.MAX_VALUE));
  }

  /** The same, cut by a reset after so many bytes of the whole answer. */
  public Reply resetAfter(int bytes) {
    return new Reply(said, id, delay, framing, new Delivery.ResetAfter(bytes));
  }

  /** The same, the connection being closed after so many bytes without announcement. */
  public Reply closeAfter(int bytes) {
    return new Reply(said, id, delay, framing, new Delivery.CloseAfter(bytes));
  }

  /** The same, coming to a stand after so many bytes. */
  public Reply stallAfter(int bytes) {
    return new Reply(said, id, delay, framing, new Delivery.StallAfter(bytes));
  }

  /** The same, in small pieces. */
  public Reply dripping(int bytes, Duration pause) {
    return new Reply(said, id, delay, framing, new Delivery.Drip(bytes, pause));
  }

  /** The bytes of the whole answer to a request with that id. */
  byte[] bytes(String askedId) {
    var with = id.isEmpty() ? askedId : id;
    return switch (said) {
      case Said.Raw raw -> raw.latin1().getBytes(StandardCharsets.ISO_8859_1);
      case Said.Text(var status, var headers, var text) -> message(status, headers, text);
      case Said.Result(var json) ->
          message(200, jsonHeaders(), "{\"jsonrpc\":\"2.0\",\"result\":" + json + tail(with));
      case Said.Failure failure ->
          message(
              400, jsonHeaders(), "{\"jsonrpc\":\"2.0\",\"error\":" + text(failure) + tail(with));
    };
  }

  private byte[] message(int status, List<Header> headers, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    headers.forEach(header -> head.append(header.name() + ": " + header.value() + "\r\n"));
    var out = new ByteArrayOutputStream();
    switch (framing) {
      case LENGTH -> {
        out.writeBytes(latin1(head + "Content-Length: " + bytes.length + "\r\n\r\n"));
        out.writeBytes(bytes);
      }
      case UNTIL_CLOSE -> {
        out.writeBytes(latin1(head + "Connection: close\r\n\r\n"));
        out.writeBytes(bytes);
      }
      case CHUNKED -> {
        out.writeBytes(latin1(head + "Transfer-Encoding: chunked\r\n\r\n"));
        for (var at = 0; at < bytes.length; at += CHUNK_BYTES) {
          var length = Math.min(CHUNK_BYTES, bytes.length - at);
          out.writeBytes(latin1(Integer.toHexString(length) + "\r\n"));
          out.write(bytes, at, length);
          out.writeBytes(latin1("\r\n"));
        }
        out.writeBytes(latin1("0\r\n\r\n"));
      }
    }
    return out.toByteArray();
  }

  private static Reply of(Said said) {
    return new Reply(said, "", Duration.ZERO, Framing.LENGTH, new Delivery.Whole());
  }

  private static String text(Said.Failure failure) {
    var data = failure.data().isEmpty() ? "" : ",\"data\":" + failure.data();
    return "{\"code\":%d,\"message\":\"%s\"%s}".formatted(failure.code(), failure.message(), data);
  }

  private static String tail(String id) {
    return ",\"id\":" + id + "}\n";
  }

  private static List<Header> jsonHeaders() {
    return List.of(
        new Header("Content-Type", "application/json; charset=UTF-8"),
        new Header("Vary", "Origin"));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

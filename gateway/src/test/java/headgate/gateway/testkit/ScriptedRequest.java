package headgate.gateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.seam.Wire;
import java.time.Duration;
import java.util.regex.Pattern;

/** One request that a {@link ScriptedNode} received, and what it can do with it. */
public final class ScriptedRequest {
  private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");
  private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]*)\"");

  private final ScriptedNode node;
  private final ManualConnection connection;
  private final String text;

  ScriptedRequest(ScriptedNode node, ManualConnection connection, String text) {
    this.node = node;
    this.connection = connection;
    this.text = text;
  }

  /** Request line and fields. */
  public String head() {
    return text.substring(0, text.indexOf("\r\n\r\n") + 2);
  }

  /** The body. */
  public String body() {
    return text.substring(text.indexOf("\r\n\r\n") + 4);
  }

  /** The call's id. */
  public long id() {
    return Long.parseLong(found(ID));
  }

  /** The call's method. */
  public String method() {
    return found(METHOD);
  }

  private String found(Pattern pattern) {
    var matcher = pattern.matcher(body());
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + body());
    }
    return matcher.group(1);
  }

  /** The connection that it came on. */
  public ManualConnection connection() {
    return connection;
  }

  /** Answers with a result. */
  public void result(String json) {
    answer(200, "{\"jsonrpc\":\"2.0\",\"result\":" + json + ",\"id\":" + id() + "}");
  }

  /** Answers with an error, as goloop does with status 400. */
  public void error(int code, String message) {
    answer(
        400,
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":"
            + code
            + ",\"message\":\""
            + message
            + "\"},\"id\":"
            + id()
            + "}");
  }

  /** Answers with a body. */
  public void answer(int status, String body) {
    connection.feed(response(status, body).getBytes(UTF_8));
  }

  /** The bytes of a whole response. */
  public static String response(int status, String body) {
    return "HTTP/1.1 "
        + status
        + " Whatever\r\nContent-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  /** Sends bytes that the test has made. */
  public void raw(String bytes) {
    connection.feed(bytes);
  }

  /** Ends or breaks the connection. */
  public void close(Wire.Cause cause) {
    connection.close(cause);
  }

  /** Does something later. */
  public void in(Duration delay, Runnable task) {
    node.in(delay, task);
  }
}

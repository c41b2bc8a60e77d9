package headgate.devnode.http;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonWriter;
import headgate.devnode.rpc.RpcAnswer;
import java.time.Duration;

/**
 * What goes back over HTTP: status, type (empty where there is no body), body, and how long a
 * client shall wait before it tries again (zero: nothing is said).
 */
record Answer(int status, String contentType, String body, Duration retryAfter) {
  private static final String TEXT = "text/plain; charset=UTF-8";
  private static final String JSON = "application/json; charset=UTF-8";

  /** goloop's answer to a path that is not there: below an API its error handler runs twice. */
  static final Answer NOT_FOUND = text(404, "Not Found <nil>");

  static final Answer NOT_FOUND_TWICE = text(404, "Not Found <nil>Not Found <nil>");
  static final Answer NO_CHANNEL = text(404, "No channel");

  static Answer text(int status, String body) {
    return new Answer(status, TEXT, body, Duration.ZERO);
  }

  static Answer empty(int status) {
    return new Answer(status, "", "", Duration.ZERO);
  }

  /** JSON as a node sends it: with a final newline. */
  static Answer json(int status, Json body) {
    return new Answer(status, JSON, JsonWriter.write(body) + "\n", Duration.ZERO);
  }

  /** A status with its code as text, and when to try again. */
  static Answer status(int code, Duration retryAfter) {
    return new Answer(code, TEXT, "status " + code + "\n", retryAfter);
  }

  static Answer of(RpcAnswer answer) {
    return answer.body().map(body -> json(answer.status(), body)).orElseGet(() -> empty(200));
  }

  Answer withBody(String text) {
    return new Answer(status, contentType, text, retryAfter);
  }
}

package headgate.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What the admin port answers.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body written once
 */
record AdminReply(int status, String contentType, Body body) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";

  static AdminReply text(int status, String line) {
    return new AdminReply(status, TEXT, out -> out.write((line + '\n').getBytes(UTF_8)));
  }

  static AdminReply json(int status, String json) {
    return new AdminReply(status, JSON, out -> out.write((json + '\n').getBytes(UTF_8)));
  }

  /** Writes a body. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}

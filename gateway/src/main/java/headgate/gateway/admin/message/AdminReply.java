package headgate.gateway.admin.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the admin port answers.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param field one header line more, without its end; empty for none
 * @param body written once
 */
public record AdminReply(int status, String contentType, String field, Body body) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";

  /** A line of plain text. */
  public static AdminReply text(int status, String line) {
    return of(status, TEXT, line);
  }

  /** An object. */
  public static AdminReply json(int status, ObjectNode json) {
    return json(status, JsonMapper.shared().writeValueAsString(json));
  }

  /** JSON that is there as text. */
  public static AdminReply json(int status, String json) {
    return of(status, JSON, json);
  }

  /** Why a request of the API was not done, as JSON. */
  public static AdminReply error(int status, String why) {
    return json(status, JsonMapper.shared().createObjectNode().put("error", why));
  }

  /** Another method is wanted. */
  public static AdminReply notAllowed(String methods) {
    return text(405, "only " + methods).with("Allow: " + methods);
  }

  private static AdminReply of(int status, String contentType, String line) {
    return new AdminReply(status, contentType, "", out -> out.write((line + '\n').getBytes(UTF_8)));
  }

  /** The same with one header line. */
  public AdminReply with(String headerLine) {
    return new AdminReply(status, contentType, headerLine, body);
  }

  /** Writes a body. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}

package headgate.gateway.admin;

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
record AdminReply(int status, String contentType, String field, Body body) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";

  static AdminReply text(int status, String line) {
    return of(status, TEXT, line);
  }

  static AdminReply json(int status, ObjectNode json) {
    return json(status, JsonMapper.shared().writeValueAsString(json));
  }

  static AdminReply json(int status, String json) {
    return of(status, JSON, json);
  }

  /** Why a request of the API was not done, as JSON. */
  static AdminReply error(int status, String why) {
    return json(status, JsonMapper.shared().createObjectNode().put("error", why));
  }

  static AdminReply notAllowed(String methods) {
    return text(405, "only " + methods).with("Allow: " + methods);
  }

  private static AdminReply of(int status, String contentType, String line) {
    return new AdminReply(status, contentType, "", out -> out.write((line + '\n').getBytes(UTF_8)));
  }

  AdminReply with(String headerLine) {
    return new AdminReply(status, contentType, headerLine, body);
  }

  /** Writes a body. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}

package headgate.gateway.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import headgate.gateway.admin.message.AdminReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An answer of the admin port, made to its last byte before the first one leaves, so that a failure
 * still has its status.
 *
 * @param reply what is answered
 * @param body the reply's body
 * @param headOnly whether the body is only told of
 */
record AdminAnswer(AdminReply reply, ByteArrayOutputStream body, boolean headOnly) {
  static AdminAnswer of(AdminReply reply, boolean headOnly) throws IOException {
    var body = new ByteArrayOutputStream();
    reply.body().writeTo(body);
    return new AdminAnswer(reply, body, headOnly);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(head().getBytes(ISO_8859_1));
    if (!headOnly) {
      body.writeTo(out);
    }
    out.flush();
  }

  private String head() {
    return "HTTP/1.1 "
        + reply.status()
        + ' '
        + reason(reply.status())
        + "\r\nContent-Type: "
        + reply.contentType()
        + "\r\nContent-Length: "
        + body.size()
        + (reply.field().isEmpty() ? "" : "\r\n" + reply.field())
        + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff"
        + "\r\nConnection: close\r\n\r\n";
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 413 -> "Content Too Large";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}

package headgate.devnode.replay;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests exactly as they were recorded, one connection each, and reads the answer. */
public final class RawClient {
  private static final int TIMEOUT_MILLIS = 20_000;

  private RawClient() {}

  /** An answer; of several headers of one name the last is kept, as in the recordings. */
  public record Reply(int status, Map<String, String> headers, String body) {}

  static Reply exchange(int port, Recording recording, String body) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request(recording, body));
      return reply(socket.getInputStream(), recording.text("method").equals("HEAD"));
    }
  }

  private static byte[] request(Recording recording, String body) {
    var request = new ByteArrayOutputStream();
    var head = new StringBuilder();
    head.append(recording.text("method")).append(' ').append(recording.text("path"));
    head.append(" HTTP/1.1\r\nHost: localhost\r\n");
    recording
        .headers("request_headers")
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    if (recording.chunked()) {
      head.append("Transfer-Encoding: chunked\r\n\r\n");
      head.append(Integer.toHexString(bytes.length)).append("\r\n");
    } else if (recording.optional("request").isPresent()) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    } else {
      head.append("\r\n");
    }
    request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    request.writeBytes(bytes);
    if (recording.chunked()) {
      request.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }
    return request.toByteArray();
  }

  private static Reply reply(InputStream in, boolean headOnly) throws IOException {
    var status = Integer.parseInt(line(in).split(" ", 3)[1]);
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return new Reply(status, headers, headOnly || status == 204 ? "" : body(in, headers));
  }

  private static String body(InputStream in, Map<String, String> headers) throws IOException {
    var encoding = headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT);
    var body = new ByteArrayOutputStream();
    if (encoding.equals("chunked")) {
      for (var size = chunkSize(in); size > 0; size = chunkSize(in)) {
        body.writeBytes(in.readNBytes(size));
        line(in);
      }
      line(in);
    } else {
      body.writeBytes(in.readNBytes(Integer.parseInt(headers.get("Content-Length"))));
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the node closed the connection");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}

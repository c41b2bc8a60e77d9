package headgate.acceptance.kit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 messages from a stream, for both ends of a test; strict enough to notice. */
final class HttpReader {
  private static final int LINE_BYTES_MAX = 64 * 1024;
  private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;

  private final InputStream in;

  HttpReader(InputStream in) {
    this.in = in;
  }

  /** The next line without its end, null where the stream ended before its first byte. */
  @Nullable String line() throws IOException {
    var line = new ByteArrayOutputStream(64);
    while (true) {
      var next = in.read();
      if (next < 0 && line.size() == 0) {
        return null;
      }
      if (next < 0) {
        throw new EOFException("the stream ended inside the line: " + text(line));
      }
      if (next == '\n') {
        return text(line).replaceFirst("\r$", "");
      }
      line.write(next);
      if (line.size() > LINE_BYTES_MAX) {
        throw new ProtocolException("line too long");
      }
    }
  }

  List<Header> headers() throws IOException {
    var headers = new ArrayList<Header>();
    while (true) {
      var line = line();
      if (line == null) {
        throw new EOFException("the stream ended inside the headers");
      }
      if (line.isEmpty()) {
        return List.copyOf(headers);
      }
      var colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("no header: " + line);
      }
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
  }

  /** The body that these headers announce; without any announcement, none or all until the end. */
  byte[] body(List<Header> headers, boolean untilEndWhenUnannounced) throws IOException {
    if (Header.value(headers, "Transfer-Encoding").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    var length = Header.value(headers, "Content-Length");
    if (!length.isEmpty()) {
      return exactly(Integer.parseInt(length));
    }
    return untilEndWhenUnannounced ? in.readAllBytes() : new byte[0];
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      var size = Integer.parseInt(requireLine().replaceFirst(";.*", "").strip(), 16);
      if (size == 0) {
        headers();
        return body.toByteArray();
      }
      body.write(exactly(size));
      if (!requireLine().isEmpty()) {
        throw new ProtocolException("a chunk is longer than its size");
      }
    }
  }

  private String requireLine() throws IOException {
    var line = line();
    if (line == null) {
      throw new EOFException("the stream ended inside a body");
    }
    return line;
  }

  private byte[] exactly(int length) throws IOException {
    if (length > BODY_BYTES_MAX) {
      throw new ProtocolException("body too long: " + length);
    }
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body ended after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private static String text(ByteArrayOutputStream line) {
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}

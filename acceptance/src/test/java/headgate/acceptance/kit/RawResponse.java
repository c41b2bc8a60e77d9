package headgate.acceptance.kit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One HTTP response as it came over the wire. */
public final class RawResponse {
  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  RawResponse(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** All headers, in order and in their own spelling. */
  public List<Header> headers() {
    return headers;
  }

  /** The value of a header in any spelling, empty where there is none. */
  public String header(String name) {
    return Header.value(headers, name);
  }

  /** The body without its framing, as UTF-8 text. */
  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body without its framing. */
  public byte[] bodyBytes() {
    return body.clone();
  }

  @Override
  public String toString() {
    return status + " " + headers + " " + body();
  }
}

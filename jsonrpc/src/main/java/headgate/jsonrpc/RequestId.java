package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The id of one call as the raw bytes that its caller wrote: 9007199254740993, 1e3 and a string
 * with escapes come back as they were sent. Immutable.
 */
public final class RequestId {

  /** The id of a notification, and of an error whose caller's id is absent or in doubt. */
  public static final RequestId NULL = new RequestId("null".getBytes(US_ASCII));

  private final byte[] raw;

  private RequestId(byte[] raw) {
    this.raw = raw;
  }

  /** A number of the gateway's own. */
  public static RequestId of(long number) {
    return new RequestId(Long.toString(number).getBytes(US_ASCII));
  }

  /** A copy of a span that was read as an id. */
  public static RequestId copyOf(byte[] bytes, int from, int to) {
    return new RequestId(Arrays.copyOfRange(bytes, from, to));
  }

  /** The number of raw bytes. */
  public int length() {
    return raw.length;
  }

  /** Writes the raw bytes and gives the index after them. */
  public int copyTo(byte[] target, int at) {
    System.arraycopy(raw, 0, target, at, raw.length);
    return at + raw.length;
  }

  /** A copy of the raw bytes. */
  public byte[] toBytes() {
    return raw.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestId id && Arrays.equals(raw, id.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return new String(raw, UTF_8);
  }
}

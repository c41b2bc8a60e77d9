package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC error, written with goloop's order of keys and Go's escapes.
 *
 * @param code the error code
 * @param message the text, not yet escaped
 * @param dataJson the error's {@code data} as JSON text, put in as it is
 */
public record RpcError(int code, String message, @Nullable String dataJson) {

  private static final byte[] HEAD = "{\"jsonrpc\":\"2.0\",\"error\":".getBytes(US_ASCII);
  private static final byte[] ID = ",\"id\":".getBytes(US_ASCII);

  /** An error without data. */
  public RpcError(int code, String message) {
    this(code, message, null);
  }

  /** The body of a single call's answer, with the newline that goloop ends it with. */
  public byte[] body(RequestId id) {
    byte[] item = item(id, 1);
    item[item.length - 1] = '\n';
    return item;
  }

  /** One element of a batch's answer. */
  public byte[] item(RequestId id) {
    return item(id, 0);
  }

  /** The error object alone. */
  public String toJson() {
    var json = new StringBuilder("{\"code\":").append(code);
    json.append(",\"message\":").append(GoText.json(message));
    if (dataJson != null) {
      json.append(",\"data\":").append(dataJson);
    }
    return json.append('}').toString();
  }

  private byte[] item(RequestId id, int spare) {
    byte[] error = toJson().getBytes(UTF_8);
    byte[] item = new byte[HEAD.length + error.length + ID.length + id.length() + 1 + spare];
    System.arraycopy(HEAD, 0, item, 0, HEAD.length);
    System.arraycopy(error, 0, item, HEAD.length, error.length);
    System.arraycopy(ID, 0, item, HEAD.length + error.length, ID.length);
    int at = id.copyTo(item, HEAD.length + error.length + ID.length);
    item[at] = '}';
    return item;
  }
}

package headgate.gateway.outcome;

import headgate.jsonrpc.RequestId;
import headgate.jsonrpc.RpcError;
import java.nio.charset.StandardCharsets;

/**
 * The text of one answer with a gap where the caller's id goes.
 *
 * <p>Immutable once made and shared freely between loops, callers and the cache. The text carries
 * no final newline; the node's own bytes of {@code result} or {@code error} are kept as they came.
 */
public final class AnswerText {
  private enum Kind {
    RESULT,
    NOTHING,
    ERROR
  }

  private final byte[] text;
  private final int gap;
  private final Kind kind;
  private final int errorCode;
  private final int status;
  private final long shownHeight;
  private final int retryAfterSeconds;

  private AnswerText(byte[] text, int gap, Kind kind, int errorCode, int status, long shownHeight) {
    this(text, gap, kind, errorCode, status, shownHeight, 0);
  }

  private AnswerText(
      byte[] text,
      int gap,
      Kind kind,
      int errorCode,
      int status,
      long shownHeight,
      int retryAfterSeconds) {
    this.text = text;
    this.gap = gap;
    this.kind = kind;
    this.errorCode = errorCode;
    this.status = status;
    this.shownHeight = shownHeight;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * A node's result.
   *
   * @param bytes holds the whole answer between from and to, its id between idFrom and idTo
   */
  public static AnswerText result(byte[] bytes, int from, int idFrom, int idTo, int to) {
    return new AnswerText(
        without(bytes, from, idFrom, idTo, to), idFrom - from, Kind.RESULT, 0, 200, -1);
  }

  /**
   * A result that was kept as bytes.
   *
   * @param text the text without an id, which nobody changes any more
   * @param nothing whether it is a result of null
   */
  public static AnswerText kept(byte[] text, int gap, boolean nothing, long shownHeight) {
    return new AnswerText(text, gap, nothing ? Kind.NOTHING : Kind.RESULT, 0, 200, shownHeight);
  }

  /** A node's error, cut like {@link #result}, with its code and the status that came with it. */
  public AnswerText asError(int code, int httpStatus) {
    return new AnswerText(text, gap, Kind.ERROR, code, httpStatus, -1);
  }

  /** The same result, known to be null. */
  public AnswerText asNothing() {
    return new AnswerText(text, gap, Kind.NOTHING, errorCode, status, shownHeight);
  }

  /** The same result, known to show the state of the chain at a height, -1 for none. */
  public AnswerText showing(long height) {
    return height == shownHeight
        ? this
        : new AnswerText(text, gap, kind, errorCode, status, height);
  }

  /** A result of the gateway's own, given as JSON text. */
  public static AnswerText local(String resultJson) {
    var head = ("{\"jsonrpc\":\"2.0\",\"result\":" + resultJson + ",\"id\":");
    var text = (head + "}").getBytes(StandardCharsets.UTF_8);
    return new AnswerText(text, text.length - 1, Kind.RESULT, 0, 200, -1);
  }

  /** An error of the gateway's own, with the status of a single call. */
  public static AnswerText of(RpcError error, int status) {
    return of(error, status, 0);
  }

  /** The same, after which a caller should stay away for so long; 0 for what the status implies. */
  public static AnswerText of(RpcError error, int status, int retryAfterSeconds) {
    var item = error.item(RequestId.NULL);
    var gap = item.length - 1 - RequestId.NULL.length();
    var text = without(item, 0, gap, item.length - 1, item.length);
    return new AnswerText(text, gap, Kind.ERROR, error.code(), status, -1, retryAfterSeconds);
  }

  private static byte[] without(byte[] bytes, int from, int idFrom, int idTo, int to) {
    var text = new byte[idFrom - from + to - idTo];
    System.arraycopy(bytes, from, text, 0, idFrom - from);
    System.arraycopy(bytes, idTo, text, idFrom - from, to - idTo);
    return text;
  }

  /** Whether it is a result rather than an error. */
  public boolean success() {
    return kind != Kind.ERROR;
  }

  /** Whether it is a result of null: what was asked for is not there, yet. */
  public boolean nothing() {
    return kind == Kind.NOTHING;
  }

  /** The error's code, 0 for a result. */
  public int errorCode() {
    return errorCode;
  }

  /** The HTTP status of a single call with this answer. */
  public int status() {
    return status;
  }

  /** How long the caller of a single call is asked to stay away; 0 where it is not. */
  public int retryAfterSeconds() {
    var implied = status == 503 || status == 429 ? 1 : 0;
    return Math.max(implied, retryAfterSeconds);
  }

  /** The height of the chain that the result shows, -1 where it shows none. */
  public long shownHeight() {
    return shownHeight;
  }

  /** The text without the id. */
  public byte[] text() {
    return text;
  }

  /** How many bytes of the text come before the id. */
  public int gap() {
    return gap;
  }

  /** The whole answer for a caller with this id. */
  public String with(RequestId id) {
    var bytes = new byte[text.length + id.length()];
    System.arraycopy(text, 0, bytes, 0, gap);
    var at = id.copyTo(bytes, gap);
    System.arraycopy(text, gap, bytes, at, text.length - gap);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

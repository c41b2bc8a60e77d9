package headgate.gateway.decompose;

import headgate.chain.method.CacheKey;
import headgate.chain.method.MethodProfile;
import headgate.jsonrpc.CanonicalEnvelope;
import headgate.jsonrpc.JsonText;
import headgate.jsonrpc.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * One call taken out of a request body.
 *
 * <p>What a node is sent is composed from these parts and nothing else: the method's name comes
 * from the profile, the params are the caller's own bytes, which were read strictly.
 */
public final class Call {
  private final MethodProfile method;
  private final byte[] methodName;
  private final RequestId id;
  private final boolean notification;
  private final Params asked;
  private final Params params;
  private final Subject subject;
  private final @Nullable Pin pin;

  /**
   * The parameters as a span of the request's body; both ends are -1 where there are none.
   *
   * <p>A final class rather than a record, since it holds an array: the body, which nobody changes.
   */
  public static final class Params {
    private final byte[] body;
    private final int from;
    private final int to;

    Params(byte[] body, int from, int to) {
      this.body = body;
      this.from = from;
      this.to = to;
    }

    /** The bytes that hold the params. */
    public byte[] body() {
      return body;
    }

    /** Where they begin, -1 where there are none. */
    public int from() {
      return from;
    }

    /** Where they end. */
    public int to() {
      return to;
    }

    /** Whether the call has any. */
    public boolean present() {
      return from >= 0;
    }

    /** A number that tells calls apart, mostly. */
    public int fingerprint(int seed) {
      var hash = 31 * (seed + 1);
      for (var at = Math.max(0, from); at < to; at++) {
        hash = 31 * hash + body[at];
      }
      return hash;
    }

    /** Whether there are none, or none in them: {@code null}, {@code {}} or {@code []}. */
    boolean empty() {
      if (!present() || body[from] == 'n') {
        return true;
      }
      for (var at = from + 1; at < to - 1; at++) {
        if (body[at] > ' ') {
          return false;
        }
      }
      return body[from] == '{' || body[from] == '[';
    }
  }

  /**
   * What a call asks about.
   *
   * @param height the height, if any
   * @param heightFrom where its value begins, -1 where there is none
   * @param heightTo where its value ends
   * @param byHash whether it names a hash
   * @param transactionFrom where the hash of the transaction begins that it asks about, -1 for none
   * @param transactionTo where that ends
   */
  record Subject(
      HeightParam height,
      int heightFrom,
      int heightTo,
      boolean byHash,
      int transactionFrom,
      int transactionTo) {
    /** Of a call that asks about nothing in particular. */
    static final Subject NONE = new Subject(HeightParam.OPEN, -1, -1, false, -1, -1);
  }

  Call(MethodReader reader, RequestId id, boolean notification, Params params, Subject subject) {
    this.method = reader.method();
    this.methodName = reader.methodName();
    this.id = id;
    this.notification = notification;
    this.asked = params;
    this.params = sent(method, params);
    this.subject = subject;
    this.pin = reader.pin();
  }

  /** A method whose node ignores the params is asked without any, so that one answer serves all. */
  private static Params sent(MethodProfile method, Params params) {
    return method.key() == CacheKey.METHOD ? new Params(params.body, -1, -1) : params;
  }

  /** What the profile says about the method. */
  public MethodProfile method() {
    return method;
  }

  /** The caller's own id; null for a notification. */
  public RequestId id() {
    return id;
  }

  /** Whether the caller wants no answer. */
  public boolean notification() {
    return notification;
  }

  /** The params as the caller wrote them. */
  public Params asked() {
    return asked;
  }

  /** The params that a node is sent. */
  public Params params() {
    return params;
  }

  /** The height that the call asks about. */
  public HeightParam height() {
    return subject.height;
  }

  /** Whether the call names what it asks for by its hash. */
  public boolean byHash() {
    return subject.byHash;
  }

  /** The hash of the transaction that the call asks about, as it is written; null for none. */
  public @Nullable String transaction() {
    var from = subject.transactionFrom;
    return from >= 0 && JsonText.isString(params.body, from, subject.transactionTo)
        ? JsonText.decode(params.body, from, subject.transactionTo)
        : null;
  }

  /** Whether the caller left open a height that the gateway may fill in. */
  public boolean pinnable() {
    return pin != null && subject.height instanceof HeightParam.Open && pin.fits(params, subject);
  }

  /**
   * The body of the request to a node, with an id of ours and a height where the caller left it
   * open.
   *
   * @throws IllegalStateException where the call is not {@link #pinnable}
   */
  public byte[] pinned(long ownId, long height) {
    if (pin == null || !pin.fits(params, subject)) {
      throw new IllegalStateException(method.name() + " takes no height here");
    }
    var written = pin.write(params, subject, height);
    return CanonicalEnvelope.of(ownId, pin.methodName(), written, 0, written.length);
  }

  /** The body of the request to a node as the caller meant it, with an id of ours. */
  public byte[] canonical(long ownId) {
    return CanonicalEnvelope.of(ownId, methodName, params.body, params.from, params.to);
  }
}

package headgate.gateway.decompose;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.method.CacheKey;
import headgate.chain.method.MethodProfile;
import headgate.jsonrpc.CanonicalEnvelope;
import headgate.jsonrpc.RequestId;

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
  private final Params params;
  private final HeightParam height;
  private final boolean byHash;

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
  }

  /** What a call asks about: the height, if any, and whether it names a hash. */
  record Subject(HeightParam height, boolean byHash) {}

  Call(MethodProfile method, RequestId id, boolean notification, Params params, Subject subject) {
    this.method = method;
    this.methodName = method.name().getBytes(UTF_8);
    this.id = id;
    this.notification = notification;
    this.params = sent(method, params);
    this.height = subject.height;
    this.byHash = subject.byHash;
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

  /** The params that a node is sent. */
  public Params params() {
    return params;
  }

  /** The height that the call asks about. */
  public HeightParam height() {
    return height;
  }

  /** Whether the call names what it asks for by its hash. */
  public boolean byHash() {
    return byHash;
  }

  /** The body of the request to a node, with an id of ours. */
  public byte[] canonical(long ownId) {
    return CanonicalEnvelope.of(ownId, methodName, params.body, params.from, params.to);
  }
}

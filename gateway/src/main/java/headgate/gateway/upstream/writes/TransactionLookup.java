package headgate.gateway.upstream.writes;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.ChainProfile;
import headgate.chain.method.FieldPath;
import headgate.chain.method.MethodProfile;
import headgate.jsonrpc.CanonicalEnvelope;
import org.jspecify.annotations.Nullable;

/** The call that asks a node whether it knows a transaction, as the chain's profile names it. */
public final class TransactionLookup {
  /** What a node knows of a transaction. */
  public enum Finding {
    /** It is in a block, and its result is there. */
    RESULT,
    /** It was taken, and its result is to come. */
    PENDING,
    /** The node knows nothing of it, yet. */
    UNKNOWN,
    /** The node did not answer the question. */
    NO_ANSWER,
    /** The node does not take the question. */
    NOT_ASKABLE
  }

  private final MethodProfile method;
  private final String paramsBegin;
  private final String paramsEnd;

  private TransactionLookup(MethodProfile method, FieldPath hash) {
    this.method = method;
    var begin = new StringBuilder();
    var end = new StringBuilder();
    for (var name : hash.names()) {
      var positional = name.equals("0");
      begin.append(positional ? "[" : "{\"" + name + "\":");
      end.insert(0, positional ? ']' : '}');
    }
    paramsBegin = begin + "\"";
    paramsEnd = "\"" + end;
  }

  /** The lookup of a chain, null where no method of it tells. */
  public static @Nullable TransactionLookup of(ChainProfile profile) {
    var method = profile.transactionLookup();
    var hash = method == null ? null : method.aboutTransaction();
    return method == null || hash == null ? null : new TransactionLookup(method, hash);
  }

  /** The method that asks. */
  public MethodProfile method() {
    return method;
  }

  /** The request's body. */
  public byte[] body(long ownId, String hash) {
    var params = (paramsBegin + hash + paramsEnd).getBytes(UTF_8);
    return CanonicalEnvelope.of(ownId, method.name().getBytes(UTF_8), params, 0, params.length);
  }

  /**
   * Whether a result shows the block that holds the transaction, so that one without is to come.
   */
  public boolean showsBlock() {
    return method.answerHeight() != null;
  }
}

package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.ChainProfile;
import headgate.chain.error.ErrorMeaning;
import headgate.chain.method.FieldPath;
import headgate.chain.method.MethodProfile;
import headgate.jsonrpc.CanonicalEnvelope;
import org.jspecify.annotations.Nullable;

/** The call that asks a node whether it knows a transaction, as the chain's profile names it. */
final class TransactionLookup {
  /** What a node knows of a transaction. */
  enum Finding {
    /** It is in a block, and its result is there. */
    RESULT,
    /** It was taken, and its result is to come. */
    PENDING,
    /** The node knows nothing of it, yet. */
    UNKNOWN,
    /** The node did not answer the question. */
    NO_ANSWER
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
  static @Nullable TransactionLookup of(ChainProfile profile) {
    var method = profile.transactionLookup();
    var hash = method == null ? null : method.aboutTransaction();
    return method == null || hash == null ? null : new TransactionLookup(method, hash);
  }

  MethodProfile method() {
    return method;
  }

  /** The request's body. */
  byte[] body(long ownId, String hash) {
    var params = (paramsBegin + hash + paramsEnd).getBytes(UTF_8);
    return CanonicalEnvelope.of(ownId, method.name().getBytes(UTF_8), params, 0, params.length);
  }

  static Finding finding(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Good good when good.text().success() ->
          good.text().nothing() ? Finding.UNKNOWN : Finding.RESULT;
      case Verdict.Good good when good.means() == ErrorMeaning.NOT_YET -> Finding.PENDING;
      case Verdict.Good good when good.means() == ErrorMeaning.NOT_FOUND -> Finding.UNKNOWN;
      case Verdict.Good _, Verdict.Bad _ -> Finding.NO_ANSWER;
    };
  }
}

package headgate.gateway.upstream.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.ChainProfile;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.upstream.http.NodeAnswer;
import headgate.jsonrpc.Answer;
import headgate.jsonrpc.AnswerReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says why a node's response to a probe is no answer to it. */
public final class ProbeJudge {
  private static final int TEXT_MAX = 256;
  private static final Map<TryFailure, ProbeMiss> ENDS =
      Map.of(
          TryFailure.REFUSED, ProbeMiss.REFUSED,
          TryFailure.CONNECT_TIMEOUT, ProbeMiss.CONNECT_TIMEOUT,
          TryFailure.TLS, ProbeMiss.TLS,
          TryFailure.IDLE_CLOSED, ProbeMiss.CONNECTION_LOST,
          TryFailure.LOST_BEFORE_ANSWER, ProbeMiss.CONNECTION_LOST,
          TryFailure.TRUNCATED, ProbeMiss.CONNECTION_LOST);

  private final ChainProfile profile;
  private final Answer answer;
  private final AnswerReader reader = new AnswerReader();

  /** A judge that reads into the given answer. */
  ProbeJudge(ChainProfile profile, Answer answer) {
    this.profile = profile;
    this.answer = answer;
  }

  /** Null where the answer now holds the result of the call with this id. */
  @Nullable ProbeMiss miss(NodeAnswer response, long id) {
    reader.read(response.body(), 0, response.length(), answer);
    if (answer.fault() != null) {
      return byStatus(response, ProbeMiss.NOT_AN_ANSWER);
    }
    if (answer.idAsLong() != id) {
      return byStatus(response, ProbeMiss.NOT_AN_ANSWER);
    }
    return answer.isError() ? byStatus(response, ProbeMiss.RPC_ERROR) : null;
  }

  private ProbeMiss byStatus(NodeAnswer response, ProbeMiss otherwise) {
    var text = new String(response.body(), 0, Math.min(TEXT_MAX, response.length()), UTF_8);
    if (profile.isUnavailable(response.status(), text)) {
      return ProbeMiss.NOT_SERVED;
    }
    return switch (response.status()) {
      case 401, 403 -> ProbeMiss.DENIED;
      case 404 -> ProbeMiss.NOT_FOUND;
      case 429 -> ProbeMiss.RATE_LIMITED;
      default -> byKind(response.status() / 100, otherwise);
    };
  }

  private static ProbeMiss byKind(int hundreds, ProbeMiss otherwise) {
    if (hundreds == 3) {
      return ProbeMiss.REDIRECT;
    }
    return hundreds == 5 && otherwise == ProbeMiss.NOT_AN_ANSWER
        ? ProbeMiss.SERVER_ERROR
        : otherwise;
  }

  /** The probe's word for the end of a connection, or of bytes that cannot be framed. */
  public static ProbeMiss miss(TryFailure failure) {
    return ENDS.getOrDefault(failure, ProbeMiss.NOT_AN_ANSWER);
  }
}

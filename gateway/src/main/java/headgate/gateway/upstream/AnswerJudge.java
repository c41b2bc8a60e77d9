package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.ChainProfile;
import headgate.chain.error.ErrorMeaning;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.upstream.http.NodeAnswer;
import headgate.gateway.upstream.probe.ResultField;
import headgate.jsonrpc.Answer;
import headgate.jsonrpc.AnswerReader;
import headgate.jsonrpc.JsonText;
import java.util.HashMap;
import java.util.Map;

/**
 * Says what a node's response is worth: checked to its last byte, held against the id that was
 * sent, and an error weighed by the chain's error table.
 *
 * <p>One judge serves one loop.
 */
public final class AnswerJudge {
  private static final int TEXT_MAX = 256;

  private final ChainProfile profile;
  private final AnswerReader reader = new AnswerReader();
  private final Answer answer = new Answer();
  private final Map<Integer, ResultField> heightFields = new HashMap<>();

  /** A judge for a chain's errors, and for its answers that say that nothing is served. */
  public AnswerJudge(ChainProfile profile) {
    this.profile = profile;
  }

  /** The chain whose answers are judged. */
  ChainProfile profile() {
    return profile;
  }

  /** Judges the response to a call that was sent with the given id. */
  Verdict judge(NodeAnswer response, long id, MethodProfile method) {
    if (response.status() == 429) {
      return bad(TryFailure.RATE_LIMITED);
    }
    if (response.status() / 100 == 3) {
      return bad(TryFailure.REDIRECT);
    }
    reader.read(response.body(), 0, response.length(), answer);
    var verdict = answer.fault() == null ? judgeAnswer(response, id, method) : bad(why(response));
    answer.clear();
    return verdict;
  }

  private TryFailure why(NodeAnswer response) {
    var text = new String(response.body(), 0, Math.min(TEXT_MAX, response.length()), UTF_8);
    if (profile.isUnavailable(response.status(), text)) {
      return TryFailure.API_ABSENT;
    }
    if (response.status() >= 500) {
      return TryFailure.SERVER_ERROR;
    }
    var usual = response.status() == 200 || response.status() == 400;
    return usual ? TryFailure.NOT_AN_ANSWER : TryFailure.UNEXPECTED_STATUS;
  }

  private Verdict judgeAnswer(NodeAnswer response, long id, MethodProfile method) {
    if (answer.idAsLong() != id) {
      return bad(TryFailure.WRONG_ID);
    }
    var text =
        AnswerText.result(
            response.body(), begin(response), answer.idStart(), answer.idEnd(), end(response));
    if (!answer.isError()) {
      if (response.status() != 200) {
        return bad(why(response));
      }
      var isNull = answer.bytes()[answer.resultStart()] == 'n';
      return isNull
          ? judgeNull(text.asNothing(), method)
          : new Verdict.Good(text.showing(shownHeight(method)));
    }
    return judgeError(text.asError(answer.errorCode(), errorStatus(response)), method);
  }

  private static Verdict judgeNull(AnswerText text, MethodProfile method) {
    return switch (method.nullMeans()) {
      case RESULT -> new Verdict.Good(text);
      case PERHAPS_NO_BLOCK -> new Verdict.Bad(TryFailure.NODE_CANNOT, text);
      case NO_BLOCK -> new Verdict.Bad(TryFailure.NO_BLOCK, text);
    };
  }

  private long shownHeight(MethodProfile method) {
    var shown = method.answerHeight();
    if (shown == null) {
      return -1;
    }
    var field = heightFields.computeIfAbsent(method.index(), _ -> new ResultField(shown.path()));
    var height = field.height(answer);
    return height < 0 ? -1 : height + shown.plus();
  }

  private Verdict judgeError(AnswerText text, MethodProfile method) {
    var message = JsonText.decode(answer.bytes(), answer.messageStart(), answer.messageEnd());
    var error = profile.errors().match(text.errorCode(), message);
    if (method.methodClass() == MethodClass.WRITE) {
      return method.notAccepted().contains(error)
          ? new Verdict.Bad(notAccepted(error.means()), text)
          : new Verdict.Good(text, error.means());
    }
    return switch (error.means()) {
      case ANSWER, CALLER, NOT_YET, NOT_FOUND, ACCEPTED, WAIT_ENDED ->
          new Verdict.Good(text, error.means());
      case NO_BLOCK -> new Verdict.Bad(TryFailure.NO_BLOCK, text);
      case PRUNED -> new Verdict.Bad(TryFailure.PRUNED, text);
      case NOT_OFFERED -> new Verdict.Bad(TryFailure.NOT_OFFERED, text);
      case ELSEWHERE -> new Verdict.Bad(TryFailure.NODE_CANNOT, text);
      case NODE -> new Verdict.Bad(TryFailure.NODE_ERROR, text);
    };
  }

  private static TryFailure notAccepted(ErrorMeaning meaning) {
    return switch (meaning) {
      case NODE -> TryFailure.NODE_STOPPED;
      case NOT_OFFERED -> TryFailure.NOT_OFFERED;
      case ANSWER, CALLER, NOT_YET, NOT_FOUND, NO_BLOCK, PRUNED, ELSEWHERE, ACCEPTED, WAIT_ENDED ->
          TryFailure.NODE_CANNOT;
    };
  }

  /**
   * goloop answers an error with 400, other nodes with 200; what else a node says is not passed.
   */
  private static int errorStatus(NodeAnswer response) {
    return response.status() == 200 ? 200 : 400;
  }

  /** Blanks around an answer are not part of it. */
  private static int begin(NodeAnswer response) {
    var begin = 0;
    while (response.body()[begin] <= ' ') {
      begin++;
    }
    return begin;
  }

  private static int end(NodeAnswer response) {
    var end = response.length();
    while (end > 0 && response.body()[end - 1] <= ' ') {
      end--;
    }
    return end;
  }

  private static Verdict bad(TryFailure failure) {
    return new Verdict.Bad(failure, null);
  }
}

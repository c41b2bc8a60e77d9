package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.chain.error.ErrorTable;
import headgate.jsonrpc.Answer;
import headgate.jsonrpc.AnswerReader;
import headgate.jsonrpc.FieldFinder;
import headgate.jsonrpc.FieldPaths;
import headgate.jsonrpc.JsonText;
import java.util.List;

/**
 * What a node's first message says of the stream: {@code {"code":0}}, or another code and a
 * message.
 *
 * <p>One instance serves one network on one loop.
 */
final class FirstAnswer {
  /** Bytes that such a message may have at most. */
  static final int BYTES_MAX = 16 * 1024;

  private static final byte[] BEFORE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":".getBytes(US_ASCII);
  private static final FieldPaths FIELDS =
      FieldPaths.compile(List.of("code", "message"), List.of(""));

  /** What is to be done. */
  enum Verdict {
    /** The stream has begun. */
    BEGUN,
    /** The node refuses, as every node would: its caller is to see the message. */
    REFUSED,
    /** The node cannot; another one may. */
    ELSEWHERE,
    /** This is no such message. */
    UNREADABLE
  }

  private final ErrorTable errors;
  private final AnswerReader reader = new AnswerReader();
  private final Answer answer = new Answer();
  private final FieldFinder finder = new FieldFinder();
  private final int[] spans = new int[4];

  FirstAnswer(ErrorTable errors) {
    this.errors = errors;
  }

  Verdict judge(byte[] message) {
    var text = new byte[BEFORE.length + message.length + 1];
    System.arraycopy(BEFORE, 0, text, 0, BEFORE.length);
    System.arraycopy(message, 0, text, BEFORE.length, message.length);
    text[text.length - 1] = '}';
    reader.read(text, 0, text.length, answer);
    if (answer.fault() != null) {
      return Verdict.UNREADABLE;
    }
    var from = answer.resultStart();
    var to = answer.resultEnd();
    var found = finder.find(text, from, to, FIELDS, spans);
    answer.clear();
    return found == FieldFinder.Outcome.FOUND && spans[0] >= 0
        ? judgeFields(text)
        : Verdict.UNREADABLE;
  }

  private Verdict judgeFields(byte[] text) {
    var negative = text[spans[0]] == '-';
    var size = JsonText.height(text, negative ? spans[0] + 1 : spans[0], spans[1]);
    if (size < 0 || text[spans[0]] == '"') {
      return Verdict.UNREADABLE;
    }
    if (size == 0) {
      return Verdict.BEGUN;
    }
    var told = JsonText.isString(text, spans[2], spans[3]);
    var message = told ? JsonText.decode(text, spans[2], spans[3]) : "";
    var meaning = errors.match(negative ? -size : size, message).means();
    return meaning.asksElsewhere() ? Verdict.ELSEWHERE : Verdict.REFUSED;
  }
}

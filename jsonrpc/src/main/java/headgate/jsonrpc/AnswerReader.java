package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/**
 * Reads the answers of nodes: exactly one JSON object, checked to its last byte, of version 2.0,
 * with an id and either a result or an error. Other members are passed over; blanks around the
 * object are fine, other bytes are not.
 *
 * <p>Callers read the same bytes with readers of their own, many of which match names without
 * regard to case (Go's do, by Unicode's simple folding), and the last one wins there. So an answer
 * with a name that only folds to one of the four is none: a caller could see another result than
 * was judged here.
 *
 * <p>One reader belongs to one event loop; it is not thread-safe and throws nothing whatever the
 * bytes are.
 */
public final class AnswerReader {

  private static final int DEPTH_MAX = 512;
  private static final byte[] NO_BYTES = {};
  private static final Answer NO_ANSWER = new Answer();

  private static final byte[] VERSION = "jsonrpc".getBytes(US_ASCII);
  private static final byte[] TWO = "2.0".getBytes(US_ASCII);
  private static final byte[] ID = "id".getBytes(US_ASCII);
  private static final byte[] RESULT = "result".getBytes(US_ASCII);
  private static final byte[] ERROR = "error".getBytes(US_ASCII);

  private static final int ID_SEEN = 1;
  private static final int RESULT_SEEN = 2;
  private static final int ERROR_SEEN = 4;
  private static final int VERSION_SEEN = 8;

  private static final FieldPaths ERROR_FIELDS =
      FieldPaths.compile(List.of("code", "message", "data"), List.of(""));
  private static final int CODE = 0;
  private static final int MESSAGE = 2;
  private static final int DATA = 4;

  private final JsonLexer lexer = new JsonLexer();
  private final ValueWalker walker = new ValueWalker(lexer, new KeySet(0), DEPTH_MAX);
  private final FieldFinder errorFinder = new FieldFinder();
  private final int[] errorSpans = new int[2 * ERROR_FIELDS.size()];

  private byte[] bytes = NO_BYTES;
  private Answer answer = NO_ANSWER;
  private int seen;
  private boolean clash;
  private boolean versionTwo;

  /** Reads the answer in {@code text} from {@code from} to before {@code to}. */
  public void read(byte[] text, int from, int to, Answer into) {
    bytes = text;
    answer = into;
    seen = 0;
    clash = false;
    versionTwo = false;
    answer.begin(text);
    lexer.reset(text, to);
    walker.reset();
    int start = lexer.skipBlanks(from);
    boolean object = lexer.peek(start) == '{';
    int end = object ? members(start) : walker.walk(start, 0);
    if (end < 0 || lexer.skipBlanks(end) != to) {
      answer.refuse(Answer.Fault.NOT_JSON);
    } else if (!object || !isAnswer()) {
      answer.refuse(Answer.Fault.NOT_AN_ANSWER);
    } else if (answer.idStart() < 0) {
      answer.refuse(Answer.Fault.NO_ID);
    }
    forget();
  }

  /** The scratch of the caller holds the text, not the reader. */
  private void forget() {
    bytes = NO_BYTES;
    answer = NO_ANSWER;
    lexer.reset(NO_BYTES, 0);
  }

  private int members(int from) {
    int at = lexer.skipBlanks(from + 1);
    if (lexer.peek(at) != '}') {
      at = member(at);
      while (lexer.peek(at) == ',') {
        at = member(lexer.skipBlanks(at + 1));
      }
    }
    return lexer.peek(at) == '}' ? at + 1 : -1;
  }

  /** One key with its value and the blanks after it. */
  private int member(int from) {
    int keyEnd = lexer.string(from);
    int at = lexer.mark(keyEnd, ':');
    int end = walker.walk(at, 1);
    if (end >= 0) {
      note(from + 1, keyEnd - 1, at, end);
    }
    return lexer.skipBlanks(end);
  }

  /** A null id is no id, and a null error, which some nodes send beside a result, is none. */
  private void note(int keyFrom, int keyTo, int from, int to) {
    boolean isNull = bytes[from] == 'n';
    if (isName(keyFrom, keyTo, RESULT)) {
      noteOnce(RESULT_SEEN);
      answer.setResult(from, to);
    } else if (isName(keyFrom, keyTo, ID)) {
      noteOnce(ID_SEEN);
      answer.setId(isNull ? -1 : from, isNull ? -1 : to);
    } else if (isName(keyFrom, keyTo, ERROR)) {
      noteOnce(ERROR_SEEN);
      answer.setError(isNull ? -1 : from, isNull ? -1 : to);
    } else if (isName(keyFrom, keyTo, VERSION)) {
      noteOnce(VERSION_SEEN);
      versionTwo = bytes[from] == '"' && isName(from + 1, to - 1, TWO);
    } else {
      clash |= foldsToName(keyFrom, keyTo);
    }
  }

  private void noteOnce(int member) {
    clash |= (seen & member) != 0;
    seen |= member;
  }

  private boolean isAnswer() {
    boolean result = answer.resultStart() >= 0;
    return !clash && versionTwo && (answer.isError() ? !result && isErrorSound() : result);
  }

  /** goloop leaves {@code result} out of an error; a code is a whole number of 32 bits. */
  private boolean isErrorSound() {
    if (bytes[answer.errorStart()] != '{') {
      return false;
    }
    var outcome =
        errorFinder.find(bytes, answer.errorStart(), answer.errorEnd(), ERROR_FIELDS, errorSpans);
    answer.setMessage(errorSpans[MESSAGE], errorSpans[MESSAGE + 1]);
    answer.setData(errorSpans[DATA], errorSpans[DATA + 1]);
    return outcome == FieldFinder.Outcome.FOUND
        && answer.messageStart() >= 0
        && bytes[answer.messageStart()] == '"'
        && readCode(errorSpans[CODE], errorSpans[CODE + 1]);
  }

  private boolean readCode(int from, int to) {
    boolean negative = from >= 0 && bytes[from] == '-';
    long code = from < 0 ? -1 : JsonText.height(bytes, negative ? from + 1 : from, to);
    answer.setErrorCode((int) (negative ? -code : code));
    return code >= 0 && code <= Integer.MAX_VALUE && bytes[from] != '"';
  }

  private boolean isName(int from, int to, byte[] name) {
    return CodePoints.equal(bytes, from, to, name, 0, name.length);
  }

  private boolean foldsToName(int from, int to) {
    return folds(from, to, RESULT)
        || folds(from, to, ID)
        || folds(from, to, ERROR)
        || folds(from, to, VERSION);
  }

  private boolean folds(int from, int to, byte[] name) {
    return CodePoints.equalFolded(bytes, from, to, name, 0, name.length);
  }
}

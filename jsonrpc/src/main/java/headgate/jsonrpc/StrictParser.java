package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Reads every request body, in one pass and without recursion, and says what is wrong with it.
 *
 * <p><b>Why so strict.</b> goloop's decoder takes the first JSON value of a body and ignores the
 * rest, matches keys without regard to case and by Unicode's folding, lets the last of two keys win
 * and reads ids as 64-bit floats. A gateway that judges a call by another decoder's reading can be
 * made to let a write pass for a read. So the parser refuses what two decoders could take for
 * different calls, instead of imitating one of them:
 *
 * <ul>
 *   <li>what is not JSON by RFC 8259 and UTF-8 by RFC 3629, to the last byte of the body: -32700
 *       for all of it;
 *   <li>in an envelope every key that is not, escapes decoded, one of the four, and each of those
 *       twice: -32600. A case variant is an unknown key, and one of {@code id} leaves the id in
 *       doubt;
 *   <li>in the params, at any depth, a key twice in one object: -32602. Keys that are only
 *       fold-equal are left to {@link FieldFinder}, which knows from the chain's profile where the
 *       node decodes a struct and where a map;
 *   <li>half of a surrogate pair, which decoders replace, each in its own way: -32600 or -32602 by
 *       its place;
 *   <li>ids that are no string, number or null, and long ones.
 * </ul>
 *
 * <p><b>Whose fault.</b> Each call of a batch is judged alone, and a refused one keeps its place.
 * An id is given back wherever it is clear, before or after the fault. If several things are wrong,
 * goloop's order decides: what it could not decode, in the order of the text, then what it would
 * not find valid, then the params.
 *
 * <p><b>Cost.</b> Linear in the body: a key is looked up in one hash set per body whose hash no
 * caller can aim at ({@link KeySet}). {@link FastScanner} explains why this is not the only reader.
 */
final class StrictParser {

  private static final int JSONRPC = 1;
  private static final int ID = 2;
  private static final int METHOD = 4;
  private static final int PARAMS = 8;

  private static final int UNKNOWN = 0;

  private static final byte[] NO_BYTES = {};
  private static final Envelopes NO_ENVELOPES = new Envelopes();

  private static final byte[] JSONRPC_NAME = ascii("jsonrpc");
  private static final byte[] ID_NAME = ascii("id");
  private static final byte[] METHOD_NAME = ascii("method");
  private static final byte[] PARAMS_NAME = ascii("params");
  private static final byte[] VERSION = ascii("2.0");

  private final EnvelopeLimits limits;
  private final JsonLexer lexer = new JsonLexer();
  private final KeySet keys;
  private final ValueWalker walker;

  private byte[] bytes = NO_BYTES;
  private Envelopes into = NO_ENVELOPES;

  // What is known of the envelope that is being read.
  private int fieldsSeen;
  private boolean idInDoubt;
  private boolean methodNamed;
  private @Nullable EnvelopeFault fieldFault;
  private @Nullable EnvelopeFault versionFault;
  private @Nullable EnvelopeFault idFault;
  private @Nullable EnvelopeFault paramsFault;

  StrictParser(EnvelopeLimits limits, long hashSecret) {
    this.limits = limits;
    keys = new KeySet(hashSecret);
    walker = new ValueWalker(lexer, keys, limits.depthMax());
  }

  void parse(byte[] text, int from, int to, Envelopes envelopes) {
    bytes = text;
    into = envelopes;
    lexer.reset(text, to);
    walker.reset();
    keys.reset(text);
    into.begin(text);
    if (from == to) {
      into.refuseBody(EnvelopeFault.EMPTY_BODY);
    } else {
      body(lexer.skipBlanks(from), to);
    }
    forget();
  }

  /** One value alone, by the rules for params. */
  boolean isSoundValue(byte[] text, int from, int to) {
    lexer.reset(text, to);
    walker.reset();
    keys.reset(text);
    int end = walker.walkUnique(lexer.skipBlanks(from), 0);
    boolean whole = end >= 0 && lexer.skipBlanks(end) == to;
    boolean sound = whole && walker.duplicateFrom() < 0 && !lexer.sawLoneSurrogate();
    forget();
    return sound;
  }

  /** The scratch of the caller holds the body, not the parser. */
  private void forget() {
    bytes = NO_BYTES;
    into = NO_ENVELOPES;
    lexer.reset(NO_BYTES, 0);
    keys.reset(NO_BYTES);
  }

  private void body(int from, int to) {
    int at = lexer.peek(from) == '[' ? batch(from) : single(from);
    if (at < 0) {
      into.refuseBody(walker.isTooDeep() ? EnvelopeFault.TOO_DEEP : EnvelopeFault.PARSE_ERROR);
    } else if (lexer.skipBlanks(at) != to) {
      into.refuseBody(EnvelopeFault.PARSE_ERROR);
    }
  }

  /** A body of {@code null} is to goloop an empty batch, and so it is answered as one. */
  private int single(int from) {
    int at = item(from, 0);
    if (at >= 0 && lexer.peek(from) == 'n') {
      into.refuseBody(EnvelopeFault.EMPTY_BATCH);
    }
    return at;
  }

  private int batch(int from) {
    into.beginBatch();
    int at = lexer.skipBlanks(from + 1);
    if (lexer.peek(at) == ']') {
      into.refuseBody(EnvelopeFault.EMPTY_BATCH);
      return at + 1;
    }
    int calls = 1;
    at = call(calls, at);
    while (lexer.peek(at) == ',') {
      at = call(++calls, lexer.skipBlanks(at + 1));
    }
    if (calls > limits.batchCallsMax()) {
      into.refuseBody(EnvelopeFault.TOO_MANY_CALLS);
    }
    return lexer.peek(at) == ']' ? at + 1 : -1;
  }

  /** Calls above the limit are not kept, but a body that is not JSON is refused as that. */
  private int call(int number, int from) {
    return lexer.skipBlanks(number > limits.batchCallsMax() ? walker.walk(from, 1) : item(from, 1));
  }

  private int item(int from, int depthAround) {
    into.beginItem();
    if (lexer.peek(from) == '{') {
      return envelope(from, depthAround + 1);
    }
    into.refuseItem(
        lexer.peek(from) == 'n' ? EnvelopeFault.VERSION_MISSING : EnvelopeFault.NOT_AN_OBJECT);
    return walker.walk(from, depthAround);
  }

  private int envelope(int from, int depth) {
    beginEnvelope();
    int at = lexer.skipBlanks(from + 1);
    if (lexer.peek(at) != '}') {
      at = field(at, depth);
      while (lexer.peek(at) == ',') {
        at = field(lexer.skipBlanks(at + 1), depth);
      }
    }
    endEnvelope();
    return lexer.peek(at) == '}' ? at + 1 : -1;
  }

  private void beginEnvelope() {
    fieldsSeen = 0;
    idInDoubt = false;
    methodNamed = false;
    fieldFault = null;
    versionFault = EnvelopeFault.VERSION_MISSING;
    idFault = null;
    paramsFault = null;
  }

  /**
   * The order is goloop's: what cannot be decoded, in the order of the text, then what is not
   * valid.
   */
  private void endEnvelope() {
    if (idInDoubt) {
      into.setIdInDoubt();
    }
    if (fieldFault != null) {
      into.refuseItem(fieldFault);
    } else if (versionFault != null) {
      into.refuseItem(versionFault);
    } else if (idFault != null) {
      into.refuseItem(idFault);
    } else if (!methodNamed) {
      into.refuseItem(EnvelopeFault.METHOD_MISSING);
    } else if (paramsFault != null) {
      into.refuseItem(paramsFault);
    }
  }

  /** One key with its value and the blanks after it. */
  private int field(int from, int depth) {
    int keyEnd = lexer.string(from);
    int at = lexer.mark(keyEnd, ':');
    if (at < 0) {
      return -1;
    }
    int field = newField(from + 1, keyEnd - 1);
    lexer.forgetSurrogates();
    int end = field == PARAMS ? walker.walkUnique(at, depth) : walker.walk(at, depth);
    if (end >= 0) {
      value(field, at, end);
    }
    return lexer.skipBlanks(end);
  }

  /**
   * The field that a key names, or {@link #UNKNOWN} where the key is refused and its value ignored.
   */
  private int newField(int from, int to) {
    int field = fieldNamed(from, to);
    if (field == UNKNOWN) {
      idInDoubt |= CodePoints.equalFolded(bytes, from, to, ID_NAME, 0, ID_NAME.length);
      refuseField(EnvelopeFault.unknownField(JsonText.unquoted(bytes, from, to)));
    } else if ((fieldsSeen & field) != 0) {
      idInDoubt |= field == ID;
      refuseField(EnvelopeFault.duplicateField(JsonText.unquoted(bytes, from, to)));
      return UNKNOWN;
    }
    fieldsSeen |= field;
    return field;
  }

  private int fieldNamed(int from, int to) {
    if (isText(from, to, JSONRPC_NAME)) {
      return JSONRPC;
    }
    if (isText(from, to, ID_NAME)) {
      return ID;
    }
    if (isText(from, to, METHOD_NAME)) {
      return METHOD;
    }
    return isText(from, to, PARAMS_NAME) ? PARAMS : UNKNOWN;
  }

  private void value(int field, int from, int to) {
    switch (field) {
      case JSONRPC -> version(from, to);
      case ID -> id(from, to);
      case METHOD -> method(from, to);
      case PARAMS -> params(from, to);
      default -> {}
    }
  }

  private void version(int from, int to) {
    switch (bytes[from]) {
      case '"' -> {
        if (isText(from + 1, to - 1, VERSION)) {
          versionFault = null;
        } else if (to - from > 2) {
          versionFault = EnvelopeFault.VERSION_UNKNOWN;
        }
      }
      case 'n' -> {}
      default -> refuseField(EnvelopeFault.VERSION_NOT_TEXT);
    }
  }

  private void id(int from, int to) {
    switch (bytes[from]) {
      case 'n' -> {}
      case 't', 'f', '{', '[' -> doubtId(EnvelopeFault.ID_INVALID);
      default -> {
        if (to - from > limits.idBytesMax()) {
          doubtId(EnvelopeFault.ID_TOO_LONG);
        } else if (lexer.sawLoneSurrogate()) {
          doubtId(EnvelopeFault.LONE_SURROGATE);
        } else {
          into.setId(from, to);
        }
      }
    }
  }

  private void doubtId(EnvelopeFault fault) {
    idInDoubt = true;
    idFault = fault;
  }

  private void method(int from, int to) {
    if (bytes[from] == 'n') {
      return;
    }
    methodNamed = true;
    if (bytes[from] != '"') {
      refuseField(EnvelopeFault.METHOD_NOT_TEXT);
    } else if (lexer.sawLoneSurrogate()) {
      refuseField(EnvelopeFault.LONE_SURROGATE);
    } else if (JsonText.hasEscapes(bytes, from, to)) {
      into.setDecodedMethod(JsonText.decode(bytes, from, to).getBytes(UTF_8));
    } else {
      into.setMethod(from + 1, to - 1);
    }
  }

  private void params(int from, int to) {
    switch (bytes[from]) {
      case '{', '[', 'n' -> into.setParams(from, to);
      default -> paramsFault = EnvelopeFault.PARAMS_NOT_STRUCTURED;
    }
    if (walker.duplicateFrom() >= 0) {
      String name = JsonText.unquoted(bytes, walker.duplicateFrom(), walker.duplicateTo());
      paramsFault = EnvelopeFault.duplicateParam(name);
    } else if (lexer.sawLoneSurrogate()) {
      paramsFault = EnvelopeFault.PARAMS_LONE_SURROGATE;
    }
  }

  private void refuseField(EnvelopeFault fault) {
    if (fieldFault == null) {
      fieldFault = fault;
    }
  }

  private boolean isText(int from, int to, byte[] name) {
    return CodePoints.equal(bytes, from, to, name, 0, name.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}

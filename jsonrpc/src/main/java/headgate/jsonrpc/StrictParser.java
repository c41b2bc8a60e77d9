package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** The complete reader of request bodies. */
final class StrictParser {

  private static final int JSONRPC = 1;
  private static final int ID = 2;
  private static final int METHOD = 4;
  private static final int PARAMS = 8;

  private static final int UNKNOWN = 0;

  private static final byte[] JSONRPC_NAME = ascii("jsonrpc");
  private static final byte[] ID_NAME = ascii("id");
  private static final byte[] METHOD_NAME = ascii("method");
  private static final byte[] PARAMS_NAME = ascii("params");
  private static final byte[] VERSION = ascii("2.0");

  private final EnvelopeLimits limits;
  private final JsonLexer lexer = new JsonLexer();
  private final KeySet keys;
  private final ValueWalker walker;

  private byte[] bytes = {};
  private Envelopes into = new Envelopes();

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
    int calls = 0;
    into.beginBatch();
    int at = lexer.skipBlanks(from + 1);
    if (lexer.peek(at) == ']') {
      into.refuseBody(EnvelopeFault.EMPTY_BATCH);
      return at + 1;
    }
    while (at >= 0) {
      at = ++calls > limits.batchCallsMax() ? walker.walk(at, 1) : item(at, 1);
      at = at < 0 ? -1 : lexer.skipBlanks(at);
      if (at >= 0 && lexer.peek(at) == ']') {
        if (calls > limits.batchCallsMax()) {
          into.refuseBody(EnvelopeFault.TOO_MANY_CALLS);
        }
        return at + 1;
      }
      at = at >= 0 && lexer.peek(at) == ',' ? lexer.skipBlanks(at + 1) : -1;
    }
    return -1;
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
    if (lexer.peek(at) == '}') {
      endEnvelope();
      return at + 1;
    }
    while (at >= 0) {
      at = field(at, depth);
      at = at < 0 ? -1 : lexer.skipBlanks(at);
      if (at >= 0 && lexer.peek(at) == '}') {
        endEnvelope();
        return at + 1;
      }
      at = at >= 0 && lexer.peek(at) == ',' ? lexer.skipBlanks(at + 1) : -1;
    }
    return -1;
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

  private int field(int from, int depth) {
    int keyEnd = lexer.string(from);
    int at = keyEnd < 0 ? -1 : lexer.skipBlanks(keyEnd);
    if (at < 0 || lexer.peek(at) != ':') {
      return -1;
    }
    int field = newField(from + 1, keyEnd - 1);
    at = lexer.skipBlanks(at + 1);
    lexer.forgetSurrogates();
    int end = field == PARAMS ? walker.walkUnique(at, depth) : walker.walk(at, depth);
    if (end >= 0) {
      value(field, at, end);
    }
    return end;
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

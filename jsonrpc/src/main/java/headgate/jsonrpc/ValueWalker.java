package headgate.jsonrpc;

/**
 * Walks one JSON value of any depth without recursion, and checks it to the end: each frame of its
 * stack is an array or an object that is still open.
 */
final class ValueWalker {

  private static final int ARRAY = 0;
  private static final int OBJECT = 1;

  /**
   * Set once a frame has its first element or member, so that a comma must come before the next.
   */
  private static final int BEGUN = 2;

  private final JsonLexer lexer;
  private final KeySet keys;
  private final int depthMax;
  private final byte[] frames;
  private final int[] scopes;
  private int depth;
  private int scopeLast;
  private boolean unique;
  private boolean tooDeep;
  private int duplicateFrom;
  private int duplicateTo;

  ValueWalker(JsonLexer lexer, KeySet keys, int depthMax) {
    this.lexer = lexer;
    this.keys = keys;
    this.depthMax = depthMax;
    frames = new byte[depthMax];
    scopes = new int[depthMax];
  }

  void reset() {
    tooDeep = false;
    scopeLast = 0;
  }

  /** A value whose objects may hold a key twice; {@code depthAround} frames enclose it already. */
  int walk(int at, int depthAround) {
    unique = false;
    return value(at, depthAround);
  }

  /** A value whose objects should hold each key once: see {@link #duplicateFrom}. */
  int walkUnique(int at, int depthAround) {
    unique = true;
    duplicateFrom = -1;
    return value(at, depthAround);
  }

  /** Where the first duplicate key of the last unique walk begins, without its quotes, or -1. */
  int duplicateFrom() {
    return duplicateFrom;
  }

  int duplicateTo() {
    return duplicateTo;
  }

  /** Whether a walk since {@link #reset} ended because of its depth. */
  boolean isTooDeep() {
    return tooDeep;
  }

  private int value(int from, int depthAround) {
    depth = depthAround;
    int at = begin(from);
    while (at >= 0 && depth > depthAround) {
      at = lexer.skipBlanks(at);
      at = (frames[depth - 1] & OBJECT) != 0 ? member(at) : element(at);
    }
    return at;
  }

  /** A whole scalar, or the bracket that opens a frame. */
  private int begin(int at) {
    return switch (lexer.peek(at)) {
      case '{' -> open(at, OBJECT);
      case '[' -> open(at, ARRAY);
      default -> lexer.scalar(at);
    };
  }

  private int open(int at, int kind) {
    if (depth == depthMax) {
      tooDeep = true;
      return -1;
    }
    frames[depth] = (byte) kind;
    scopes[depth] = ++scopeLast;
    depth++;
    return at + 1;
  }

  private int element(int from) {
    if (lexer.peek(from) == ']') {
      depth--;
      return from + 1;
    }
    return begin(afterComma(from));
  }

  private int member(int from) {
    if (lexer.peek(from) == '}') {
      depth--;
      return from + 1;
    }
    int key = afterComma(from);
    int keyEnd = lexer.string(key);
    if (unique && keyEnd >= 0 && !keys.add(scopes[depth - 1], key + 1, keyEnd - 1)) {
      noteDuplicate(key + 1, keyEnd - 1);
    }
    return begin(lexer.mark(keyEnd, ':'));
  }

  /** Where the next element or member begins, or -1 where the comma before it is missing. */
  private int afterComma(int at) {
    if ((frames[depth - 1] & BEGUN) == 0) {
      frames[depth - 1] |= BEGUN;
      return at;
    }
    return lexer.mark(at, ',');
  }

  private void noteDuplicate(int from, int to) {
    if (duplicateFrom < 0) {
      duplicateFrom = from;
      duplicateTo = to;
    }
  }
}

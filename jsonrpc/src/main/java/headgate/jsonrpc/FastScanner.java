package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Reads the plain shape of request bodies, and gives up on every other.
 *
 * <p><b>Why two readers.</b> Nearly all bodies come from a few libraries and look alike: ASCII
 * without escapes, the four keys once each, small params. For those a single pass that only notes
 * where things are is enough, and it is what a cached answer's cost is made of. The hard part of
 * JSON - UTF-8, escapes, surrogates, numbers, faults with goloop's words, duplicates among a
 * hundred thousand keys - is needed by few bodies, most of them hostile, and would make the pass
 * above slow and hard to trust. So that part lives in {@link StrictParser}, which reads any body
 * from its first byte once this scanner gives up.
 *
 * <p><b>The rule between them.</b> The scanner never guesses and never refuses: what it accepts the
 * parser would accept with the same spans, and for the rest it says nothing but "not mine". A bug
 * that makes it give up too often costs time; only one that makes it accept too much is a hole, so
 * everything below errs to the first side. The two are compared on generated bodies in the tests.
 *
 * <p><b>What it gives up on</b>, sound or not:
 *
 * <ul>
 *   <li>any backslash and any byte outside printable ASCII, save blanks between tokens;
 *   <li>a key of the envelope other than the four, or twice; a {@code jsonrpc} other than {@code
 *       "2.0"}; no method;
 *   <li>ids and values that are numbers with a sign, a fraction, an exponent or a leading zero, and
 *       long ids;
 *   <li>an object with more than 32 keys, or with two keys that hash alike when letter case is
 *       ignored: those two may be duplicates, fold-equal or merely unlucky;
 *   <li>more than 16 levels of params, empty batches, large batches, anything after the value.
 * </ul>
 *
 * <p>It allocates nothing. Each key is compared with at most 31 others, so the time is linear in
 * the body.
 */
final class FastScanner {

  private static final int GIVE_UP = -1;
  private static final byte[] NO_BYTES = {};
  private static final Envelopes NO_ENVELOPES = new Envelopes();
  private static final int LEVELS_MAX = 16;
  private static final int KEYS_MAX = 32;
  private static final int ARRAY = -1;
  private static final int EMPTY_ARRAY = -2;

  private static final byte[] JSONRPC = "\"jsonrpc\"".getBytes(US_ASCII);
  private static final byte[] ID = "\"id\"".getBytes(US_ASCII);
  private static final byte[] METHOD = "\"method\"".getBytes(US_ASCII);
  private static final byte[] PARAMS = "\"params\"".getBytes(US_ASCII);
  private static final byte[] VERSION = "\"2.0\"".getBytes(US_ASCII);
  private static final byte[] NULL = "null".getBytes(US_ASCII);
  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);

  private static final int JSONRPC_SEEN = 1;
  private static final int ID_SEEN = 2;
  private static final int METHOD_SEEN = 4;
  private static final int PARAMS_SEEN = 8;

  private final int batchCallsMax;
  private final int idBytesMax;
  private final int levelsMax;

  /** Per open level of the params: an object's number of keys so far, or what an array is. */
  private final int[] keyCounts = new int[LEVELS_MAX];

  private final int[] keyHashes = new int[LEVELS_MAX * KEYS_MAX];

  private byte[] bytes = NO_BYTES;
  private int end;
  private Envelopes into = NO_ENVELOPES;
  private int fieldsSeen;
  private int level;

  FastScanner(EnvelopeLimits limits) {
    batchCallsMax = limits.batchCallsMax();
    idBytesMax = limits.idBytesMax();
    // The batch and the envelope are levels of the body, too.
    levelsMax = Math.min(LEVELS_MAX, limits.depthMax() - 2);
  }

  /** Whether the body was read; if not, what {@code envelopes} holds means nothing. */
  boolean scan(byte[] text, int from, int to, Envelopes envelopes) {
    bytes = text;
    end = to;
    into = envelopes;
    into.begin(text);
    int start = skipBlanks(from);
    int at = peek(start) == '[' ? batch(start) : item(start);
    boolean whole = at >= 0 && skipBlanks(at) == to;
    // The scratch of the caller holds the body, not the scanner.
    bytes = NO_BYTES;
    into = NO_ENVELOPES;
    return whole;
  }

  private int batch(int from) {
    into.beginBatch();
    int at = from;
    int calls = 0;
    do {
      at = ++calls > batchCallsMax ? GIVE_UP : item(skipBlanks(at + 1));
      if (at < 0) {
        return GIVE_UP;
      }
      at = skipBlanks(at);
    } while (peek(at) == ',');
    return peek(at) == ']' ? at + 1 : GIVE_UP;
  }

  private int item(int from) {
    if (peek(from) != '{') {
      return GIVE_UP;
    }
    into.beginItem();
    fieldsSeen = 0;
    int at = from;
    do {
      at = field(skipBlanks(at + 1));
      if (at < 0) {
        return GIVE_UP;
      }
      at = skipBlanks(at);
    } while (peek(at) == ',');
    int required = JSONRPC_SEEN | METHOD_SEEN;
    return peek(at) == '}' && (fieldsSeen & required) == required ? at + 1 : GIVE_UP;
  }

  private int field(int from) {
    return switch (peek(from + 1)) {
      case 'j' -> version(fieldValue(from, JSONRPC, JSONRPC_SEEN));
      case 'i' -> id(fieldValue(from, ID, ID_SEEN));
      case 'm' -> method(fieldValue(from, METHOD, METHOD_SEEN));
      case 'p' -> params(fieldValue(from, PARAMS, PARAMS_SEEN));
      default -> GIVE_UP;
    };
  }

  /** Where the value of a field begins, if this is its key and comes for the first time. */
  private int fieldValue(int from, byte[] key, int seen) {
    if (!matches(from, key) || (fieldsSeen & seen) != 0) {
      return GIVE_UP;
    }
    fieldsSeen |= seen;
    return afterColon(from + key.length);
  }

  private int version(int at) {
    return at >= 0 && matches(at, VERSION) ? at + VERSION.length : GIVE_UP;
  }

  private int id(int from) {
    if (from < 0 || peek(from) == 'n') {
      return from < 0 ? GIVE_UP : literal(from, NULL);
    }
    int to = peek(from) == '"' ? string(from) : wholeNumber(from);
    if (to < 0 || to - from > idBytesMax) {
      return GIVE_UP;
    }
    into.setId(from, to);
    return to;
  }

  private int method(int from) {
    int to = from < 0 ? GIVE_UP : string(from);
    if (to >= 0) {
      into.setMethod(from + 1, to - 1);
    }
    return to;
  }

  private int params(int from) {
    if (from < 0) {
      return GIVE_UP;
    }
    int to =
        switch (peek(from)) {
          case '{', '[' -> structure(from);
          case 'n' -> literal(from, NULL);
          default -> GIVE_UP;
        };
    if (to >= 0) {
      into.setParams(from, to);
    }
    return to;
  }

  private int structure(int from) {
    level = 0;
    int at = value(from);
    while (at >= 0 && level > 0) {
      at = skipBlanks(at);
      at = keyCounts[level - 1] < 0 ? element(at) : member(at);
    }
    return at;
  }

  /** A whole scalar, or the bracket that opens a level. */
  private int value(int at) {
    return switch (peek(at)) {
      case '"' -> string(at);
      case '{' -> open(at, 0);
      case '[' -> open(at, EMPTY_ARRAY);
      case 't' -> literal(at, TRUE);
      case 'f' -> literal(at, FALSE);
      case 'n' -> literal(at, NULL);
      default -> wholeNumber(at);
    };
  }

  private int open(int at, int keyCount) {
    if (level >= levelsMax) {
      return GIVE_UP;
    }
    keyCounts[level++] = keyCount;
    return at + 1;
  }

  private int element(int from) {
    if (peek(from) == ']') {
      level--;
      return from + 1;
    }
    if (keyCounts[level - 1] == EMPTY_ARRAY) {
      keyCounts[level - 1] = ARRAY;
      return value(from);
    }
    return peek(from) == ',' ? value(skipBlanks(from + 1)) : GIVE_UP;
  }

  private int member(int from) {
    if (peek(from) == '}') {
      level--;
      return from + 1;
    }
    int at = from;
    if (keyCounts[level - 1] > 0) {
      at = peek(from) == ',' ? skipBlanks(from + 1) : end;
    }
    int keyEnd = string(at);
    if (keyEnd < 0 || !isNewKey(at + 1, keyEnd - 1)) {
      return GIVE_UP;
    }
    at = afterColon(keyEnd);
    return at < 0 ? GIVE_UP : value(at);
  }

  /**
   * Notes a key, unless one like it or too many are there. Bytes that differ in bit 5 hash alike,
   * as the two cases of a letter do; equal keys have equal hashes, so it is enough that no two
   * hashes meet.
   */
  private boolean isNewKey(int from, int to) {
    int hash = to - from;
    for (int at = from; at < to; at++) {
      hash = 31 * hash + (bytes[at] | 0x20);
    }
    int row = (level - 1) * KEYS_MAX;
    int count = keyCounts[level - 1];
    for (int key = row; key < row + count; key++) {
      if (keyHashes[key] == hash) {
        return false;
      }
    }
    if (count == KEYS_MAX) {
      return false;
    }
    keyHashes[row + count] = hash;
    keyCounts[level - 1] = count + 1;
    return true;
  }

  /** Where the value after a key begins. */
  private int afterColon(int from) {
    int at = skipBlanks(from);
    return peek(at) == ':' ? skipBlanks(at + 1) : GIVE_UP;
  }

  /** A string of plain text with its quotes. */
  private int string(int from) {
    if (peek(from) != '"') {
      return GIVE_UP;
    }
    int at = PlainText.end(bytes, from + 1, end);
    return peek(at) == '"' ? at + 1 : GIVE_UP;
  }

  private int wholeNumber(int from) {
    int at = from;
    while (JsonLexer.isDigit(peek(at))) {
      at++;
    }
    boolean leadingZero = at - from > 1 && bytes[from] == '0';
    return at == from || leadingZero ? GIVE_UP : at;
  }

  private int literal(int at, byte[] word) {
    return matches(at, word) ? at + word.length : GIVE_UP;
  }

  private boolean matches(int at, byte[] expected) {
    return at + expected.length <= end
        && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
  }

  private int skipBlanks(int from) {
    int at = from;
    while (JsonLexer.isBlank(peek(at))) {
      at++;
    }
    return at;
  }

  /** The byte at an index, or NUL after the end: nothing begins with it. */
  private byte peek(int at) {
    return at < end ? bytes[at] : 0;
  }
}

package headgate.jsonrpc;

import java.util.Arrays;

/**
 * Finds the spans of wanted values inside params, and says where a struct holds keys that a node
 * could take for one another.
 *
 * <p>goloop decodes some objects into Go structs, whose keys match without regard to case and by
 * Unicode's simple folding, the last one winning. There {@code Height} would be a height that the
 * gateway has not seen, so a struct with fold-equal keys, or with a key that only folds to a wanted
 * name, is a clash. Elsewhere objects are maps, and {@code a} and {@code A} are two keys.
 *
 * <p>A scratch of one event loop: not thread-safe, allocates nothing.
 */
public final class FieldFinder {

  /** Whether the spans can be trusted. */
  public enum Outcome {
    /** Each wanted value's span is set, or -1 where the value is absent. */
    FOUND,
    /**
     * A struct holds fold-equal keys, a key that only folds to a wanted name, or more than 64 keys,
     * which is more than any struct has fields. The spans mean nothing.
     */
    FOLD_CLASH
  }

  private static final int STRUCT_KEYS_MAX = 64;

  private byte[] bytes = {};
  private int[] spans = {};
  private boolean clash;

  /** Per key of the structs that are open: folded hash, from, to. */
  private int[] structKeys = new int[3 * STRUCT_KEYS_MAX];

  /**
   * Looks for the wanted values in one value that an {@link EnvelopeReader} has accepted.
   *
   * @param spans gets from and to of each wanted value, in the order of the paths; at least twice
   *     as many ints as there are paths
   */
  public Outcome find(byte[] bytes, int from, int to, FieldPaths paths, int[] spans) {
    this.bytes = bytes;
    this.spans = spans;
    clash = false;
    Arrays.fill(spans, 0, 2 * paths.size(), -1);
    if (from >= 0 && from < to) {
      value(from, paths.root(), 0);
    }
    return clash ? Outcome.FOLD_CLASH : Outcome.FOUND;
  }

  /** The index after the value; the depth of recursion is bounded by the segments of a path. */
  private int value(int from, FieldPaths.Step step, int structKeysUsed) {
    int end =
        switch (step.isLeaf() ? 0 : bytes[from]) {
          case '{' -> members(from, step, structKeysUsed);
          case '[' -> elements(from, step, structKeysUsed);
          default -> skip(from);
        };
    if (step.slot() >= 0) {
      spans[2 * step.slot()] = from;
      spans[2 * step.slot() + 1] = end;
    }
    return end;
  }

  private int elements(int from, FieldPaths.Step step, int structKeysUsed) {
    int at = skipBlanks(from + 1);
    for (int index = 0; bytes[at] != ']'; index++) {
      var child = step.element(index);
      at = skipBlanks(child == null ? skip(at) : value(at, child, structKeysUsed));
      at = bytes[at] == ',' ? skipBlanks(at + 1) : at;
    }
    return at + 1;
  }

  private int members(int from, FieldPaths.Step step, int structKeysUsed) {
    int used = structKeysUsed;
    int at = skipBlanks(from + 1);
    while (bytes[at] != '}') {
      int keyEnd = skip(at);
      var child = step.member(bytes, at + 1, keyEnd - 1);
      if (step.isStruct()) {
        clash |= child == null && step.foldsToMember(bytes, at + 1, keyEnd - 1);
        used = noteStructKey(structKeysUsed, used, at + 1, keyEnd - 1);
      }
      at = skipBlanks(skipBlanks(keyEnd) + 1);
      at = skipBlanks(child == null ? skip(at) : value(at, child, used));
      at = bytes[at] == ',' ? skipBlanks(at + 1) : at;
    }
    return at + 1;
  }

  /** The number of struct keys now noted. */
  private int noteStructKey(int structFrom, int used, int from, int to) {
    if (used - structFrom == STRUCT_KEYS_MAX) {
      clash = true;
      return used;
    }
    int hash = CodePoints.foldHash(bytes, from, to);
    for (int key = structFrom; key < used; key++) {
      clash |=
          structKeys[3 * key] == hash
              && CodePoints.equalFolded(
                  bytes, structKeys[3 * key + 1], structKeys[3 * key + 2], bytes, from, to);
    }
    if (3 * used == structKeys.length) {
      structKeys = Arrays.copyOf(structKeys, 2 * structKeys.length);
    }
    structKeys[3 * used] = hash;
    structKeys[3 * used + 1] = from;
    structKeys[3 * used + 2] = to;
    return used + 1;
  }

  /** Skips one value, which is known to be well-formed. */
  private int skip(int from) {
    int depth = 0;
    int at = from;
    do {
      switch (bytes[at]) {
        case '"' -> at = skipString(at);
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        case ',', ':', ' ', '\n', '\r', '\t' -> at++;
        default -> at = skipWord(at);
      }
    } while (depth > 0);
    return at;
  }

  private int skipString(int from) {
    int at = from + 1;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  /** A number or a literal; at the end of the array, too, since a whole value may end there. */
  private int skipWord(int from) {
    int at = from;
    while (at < bytes.length && isWord(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isWord(byte value) {
    return switch (value) {
      case ',', ']', '}', ' ', '\n', '\r', '\t' -> false;
      default -> true;
    };
  }

  private int skipBlanks(int from) {
    int at = from;
    while (JsonLexer.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }
}

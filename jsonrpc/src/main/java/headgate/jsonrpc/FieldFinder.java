package headgate.jsonrpc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  private static final byte[] NO_BYTES = {};
  private static final int[] NO_SPANS = {};

  private final StructKeys structKeys = new StructKeys();
  private byte[] bytes = NO_BYTES;
  private int[] spans = NO_SPANS;
  private boolean clash;

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
    structKeys.clear();
    Arrays.fill(spans, 0, 2 * paths.size(), -1);
    if (from >= 0 && from < to) {
      value(from, paths.root());
    }
    this.bytes = NO_BYTES;
    this.spans = NO_SPANS;
    return clash ? Outcome.FOLD_CLASH : Outcome.FOUND;
  }

  /** The index after the value. It calls itself as deep as a path has segments, and no deeper. */
  private int value(int from, FieldPaths.Step step) {
    int end =
        switch (step.isLeaf() ? 0 : bytes[from]) {
          case '{' -> members(from, step);
          case '[' -> elements(from, step);
          default -> skip(from);
        };
    if (step.slot() >= 0) {
      spans[2 * step.slot()] = from;
      spans[2 * step.slot() + 1] = end;
    }
    return end;
  }

  private int elements(int from, FieldPaths.Step step) {
    int at = skipBlanks(from + 1);
    for (int index = 0; bytes[at] != ']'; index++) {
      at = skipBlanks(valueOf(step.element(index), at));
      at = bytes[at] == ',' ? skipBlanks(at + 1) : at;
    }
    return at + 1;
  }

  private int members(int from, FieldPaths.Step step) {
    int keysAround = structKeys.size();
    int at = skipBlanks(from + 1);
    while (bytes[at] != '}') {
      int key = at + 1;
      int keyEnd = skipString(at) - 1;
      int hash = CodePoints.foldHash(bytes, key, keyEnd);
      var child = step.member(bytes, key, keyEnd, hash);
      if (step.isStruct()) {
        clash |= child == null && step.foldsToMember(bytes, key, keyEnd, hash);
        clash |= !structKeys.add(keysAround, bytes, key, keyEnd, hash);
      }
      at = skipBlanks(skipBlanks(keyEnd + 1) + 1);
      at = skipBlanks(valueOf(child, at));
      at = bytes[at] == ',' ? skipBlanks(at + 1) : at;
    }
    structKeys.shrink(keysAround);
    return at + 1;
  }

  private int valueOf(FieldPaths.@Nullable Step child, int at) {
    return child == null ? skip(at) : value(at, child);
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
    int at = PlainText.end(bytes, from + 1, bytes.length);
    while (bytes[at] != '"') {
      at = PlainText.end(bytes, bytes[at] == '\\' ? at + 2 : at + 1, bytes.length);
    }
    return at + 1;
  }

  /** A number or a literal, which may be the last thing in the array. */
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

  /** Within a value and right after it there is always another byte, save after a lone word. */
  private int skipBlanks(int from) {
    int at = from;
    while (JsonLexer.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The keys of the structs that are open, the innermost last. */
  private static final class StructKeys {

    private static final int PER_STRUCT_MAX = 64;
    private static final int STRIDE = 3;

    /** Per key: folded hash, from, to. */
    private int[] keys = new int[STRIDE * PER_STRUCT_MAX];

    private int size;

    int size() {
      return size;
    }

    void clear() {
      size = 0;
    }

    void shrink(int to) {
      size = to;
    }

    /** False where the struct, whose keys begin at {@code first}, has one like it or too many. */
    boolean add(int first, byte[] bytes, int from, int to, int hash) {
      if (size - first == PER_STRUCT_MAX) {
        return false;
      }
      for (int key = STRIDE * first; key < STRIDE * size; key += STRIDE) {
        if (keys[key] == hash
            && CodePoints.equalFolded(bytes, keys[key + 1], keys[key + 2], bytes, from, to)) {
          return false;
        }
      }
      if (STRIDE * size == keys.length) {
        keys = Arrays.copyOf(keys, 2 * keys.length);
      }
      keys[STRIDE * size] = hash;
      keys[STRIDE * size + 1] = from;
      keys[STRIDE * size + 2] = to;
      size++;
      return true;
    }
  }
}

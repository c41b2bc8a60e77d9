package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dotted names of values inside one JSON value, compiled once: {@code data.method}, {@code 1} or
 * {@code 0.address}. A number chooses an element where the value at hand is an array; every other
 * segment, and a number where the value is an object, is a key. Immutable.
 */
public final class FieldPaths {

  private static final int SEGMENTS_MAX = 8;

  private final Step root = new Step();
  private final List<String> wanted;

  private FieldPaths(List<String> wanted) {
    this.wanted = List.copyOf(wanted);
  }

  /**
   * Compiles paths that are relative to the value in which they are sought.
   *
   * @param wanted the paths to find, in the order of their spans
   * @param structs the paths of objects that the node decodes into a struct, where keys are matched
   *     without regard to case; the empty path is the value itself
   * @throws IllegalArgumentException where a path is wanted twice, has an empty segment or more
   *     than 8
   */
  public static FieldPaths compile(List<String> wanted, List<String> structs) {
    var paths = new FieldPaths(wanted);
    for (int slot = 0; slot < wanted.size(); slot++) {
      var step = paths.stepAt(wanted.get(slot));
      if (step.slot >= 0) {
        throw new IllegalArgumentException("wanted twice: '" + wanted.get(slot) + "'");
      }
      step.slot = slot;
    }
    for (String path : structs) {
      paths.stepAt(path).struct = true;
    }
    return paths;
  }

  /** The number of wanted paths; a finder's spans have twice as many ints. */
  public int size() {
    return wanted.size();
  }

  /** The wanted paths in the order of their spans. */
  public List<String> wanted() {
    return wanted;
  }

  Step root() {
    return root;
  }

  private Step stepAt(String path) {
    var step = root;
    if (path.isEmpty()) {
      return step;
    }
    var segments = path.split("\\.", -1);
    if (segments.length > SEGMENTS_MAX) {
      throw new IllegalArgumentException("more than " + SEGMENTS_MAX + " segments: '" + path + "'");
    }
    for (String segment : segments) {
      if (segment.isEmpty() || segment.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
        throw new IllegalArgumentException("not a name: '" + segment + "' in '" + path + "'");
      }
      step = step.childOrNew(segment);
    }
    return step;
  }

  /** One value on the way to a wanted one. */
  static final class Step {

    private final List<Step> children = new ArrayList<>();
    private final String segment;
    private final byte[] name;
    private final int nameHash;
    private final int index;
    private int slot = -1;
    private boolean struct;

    private Step() {
      this("");
    }

    private Step(String segment) {
      this.segment = segment;
      name = segment.getBytes(UTF_8);
      nameHash = CodePoints.foldHash(name, 0, name.length);
      index = segment.matches("0|[1-9][0-9]{0,5}") ? Integer.parseInt(segment) : -1;
    }

    /** The place of this value's span, or -1 where it is only on the way. */
    int slot() {
      return slot;
    }

    boolean isStruct() {
      return struct;
    }

    boolean isLeaf() {
      return children.isEmpty() && !struct;
    }

    @Nullable Step element(int elementIndex) {
      for (int i = 0; i < children.size(); i++) {
        if (children.get(i).index == elementIndex) {
          return children.get(i);
        }
      }
      return null;
    }

    /** The child of exactly this name: a key without its quotes, and its folded hash. */
    @Nullable Step member(byte[] bytes, int from, int to, int hash) {
      for (int i = 0; i < children.size(); i++) {
        var child = children.get(i);
        if (child.nameHash == hash
            && CodePoints.equal(bytes, from, to, child.name, 0, child.name.length)) {
          return child;
        }
      }
      return null;
    }

    /** Whether a child's name and this key are equal when folded. */
    boolean foldsToMember(byte[] bytes, int from, int to, int hash) {
      for (int i = 0; i < children.size(); i++) {
        var child = children.get(i);
        if (child.nameHash == hash
            && CodePoints.equalFolded(bytes, from, to, child.name, 0, child.name.length)) {
          return true;
        }
      }
      return false;
    }

    private Step childOrNew(String segment) {
      for (var child : children) {
        if (child.segment.equals(segment)) {
          return child;
        }
      }
      var child = new Step(segment);
      children.add(child);
      return child;
    }
  }
}

package headgate.chain;

import headgate.chain.yaml.RecordShape;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** The records that a profile's file is read into, each with the keys that lead to it first. */
final class ProfileKeys {

  private final SequencedMap<String, RecordShape> shapes = new LinkedHashMap<>();
  private final Set<Class<?>> seen = new HashSet<>();
  private final Set<Class<?>> words = new HashSet<>();

  private ProfileKeys() {
    visit("", ProfileFile.class);
  }

  /** The shapes by path; the file's own has the empty path. */
  static SequencedMap<String, RecordShape> shapes() {
    return new ProfileKeys().shapes;
  }

  /** The enums whose constants are words of the file. */
  static Set<Class<?>> words() {
    return new ProfileKeys().words;
  }

  private void visit(String path, Type type) {
    for (var target : plainTypes(type)) {
      if (target.isEnum()) {
        words.add(target);
      }
      boolean read = target.getPackageName().startsWith("headgate.chain") && target.isRecord();
      if (read && !ScalarRecords.ALL.contains(target) && seen.add(target)) {
        var shape = RecordShape.of(target);
        shapes.put(path, shape);
        shape.slots().forEach(slot -> visit(join(path, slot.key()), slot.type()));
      }
    }
  }

  private static List<Class<?>> plainTypes(Type type) {
    var found = new ArrayList<Class<?>>();
    if (type instanceof ParameterizedType generic) {
      for (var argument : generic.getActualTypeArguments()) {
        found.addAll(plainTypes(argument));
      }
    } else if (type instanceof Class<?> plain) {
      found.add(plain);
    }
    return found;
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Records that a file writes as a single value. */
  private static final class ScalarRecords {
    private static final Set<Class<?>> ALL =
        Set.of(
            headgate.chain.method.FieldPath.class,
            headgate.chain.error.CodeRange.class,
            headgate.chain.surface.PathTemplate.class);
  }
}

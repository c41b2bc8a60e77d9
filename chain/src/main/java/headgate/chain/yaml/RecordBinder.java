package headgate.chain.yaml;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns located YAML into records and gathers every problem on the way.
 *
 * <p>A value that could not be read is null here and has its problem noted; the record around it is
 * then not built, so that no constructor sees half a file.
 */
final class RecordBinder {

  private static final int PROBLEMS_MAX = 20;

  private final ScalarReaders scalars;
  private final UnaryOperator<String> variables;
  private final List<YamlProblem> problems = new ArrayList<>();

  RecordBinder(ScalarReaders scalars, UnaryOperator<String> variables) {
    this.scalars = scalars;
    this.variables = variables;
  }

  List<YamlProblem> problems() {
    return problems.subList(0, Math.min(problems.size(), PROBLEMS_MAX));
  }

  @Nullable Object bind(YamlNode node, Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      return bindGeneric(node, generic, path);
    }
    var target = (Class<?>) type;
    if (target == YamlNode.class) {
      return node;
    }
    var reader = scalars.of(target);
    if (reader != null) {
      return bindScalar(node, reader, path);
    }
    return bindRecord(node, RecordShape.of(target), path);
  }

  private @Nullable Object bindGeneric(YamlNode node, ParameterizedType type, String path) {
    var raw = (Class<?>) type.getRawType();
    var arguments = type.getActualTypeArguments();
    if (raw == List.class) {
      return bindItems(node, arguments[0], path);
    }
    if (raw == Set.class || raw == SequencedSet.class) {
      return bindSet(node, arguments[0], path);
    }
    if (raw == Map.class || raw == SequencedMap.class) {
      return bindMap(node, arguments, path);
    }
    throw new LinkageError("no YAML form for " + type);
  }

  private @Nullable List<Object> bindItems(YamlNode node, Type itemType, String path) {
    if (!(node instanceof YamlList list)) {
      note(node.at(), path, "has to be a list");
      return null;
    }
    var items = new ArrayList<Object>();
    for (int index = 0; index < list.items().size(); index++) {
      addIfRead(items, bind(list.items().get(index), itemType, path + "[" + index + "]"));
    }
    return items.size() == list.items().size() ? List.copyOf(items) : null;
  }

  private @Nullable Set<Object> bindSet(YamlNode node, Type itemType, String path) {
    var items = bindItems(node, itemType, path);
    if (items == null) {
      return null;
    }
    var set = new LinkedHashSet<>(items);
    if (set.size() < items.size()) {
      note(node.at(), path, "names something twice");
      return null;
    }
    return Collections.unmodifiableSequencedSet(set);
  }

  private @Nullable Map<Object, Object> bindMap(YamlNode node, Type[] types, String path) {
    if (!(node instanceof YamlMap map)) {
      note(node.at(), path, "has to be a map of keys and values");
      return null;
    }
    var bound = new LinkedHashMap<Object, Object>();
    map.entries()
        .forEach((name, entry) -> {
          var inner = join(path, name);
          var keyNode = new YamlScalar(entry.keyAt(), name, YamlScalar.Form.TEXT);
          var key = bind(keyNode, types[0], inner);
          var value = bind(entry.value(), types[1], inner);
          if (key != null && value != null && bound.put(key, value) != null) {
            note(entry.keyAt(), inner, "stands there twice");
          }
        });
    return bound.size() == map.entries().size()
        ? Collections.unmodifiableSequencedMap(bound)
        : null;
  }

  private @Nullable Object bindScalar(
      YamlNode node, Function<YamlScalar, Object> reader, String path) {
    if (!(node instanceof YamlScalar scalar)) {
      note(node.at(), path, "has to be a single value");
      return null;
    }
    if (scalar.form() == YamlScalar.Form.EMPTY) {
      note(node.at(), path, "must not be empty");
      return null;
    }
    try {
      return reader.apply(replaceVariables(scalar));
    } catch (IllegalArgumentException reason) {
      note(node.at(), path, String.valueOf(reason.getMessage()));
      return null;
    }
  }

  private YamlScalar replaceVariables(YamlScalar scalar) {
    var text = variables.apply(scalar.text());
    return text.equals(scalar.text())
        ? scalar
        : new YamlScalar(scalar.at(), text, YamlScalar.Form.ofPlain(text));
  }

  private @Nullable Object bindRecord(YamlNode node, RecordShape shape, String path) {
    if (!(node instanceof YamlMap map)) {
      note(node.at(), path, "has to be a map with the keys " + String.join(", ", shape.keys()));
      return null;
    }
    int before = problems.size();
    noteUnknownKeys(map, shape, path);
    var values = new ArrayList<@Nullable Object>();
    for (var slot : shape.slots()) {
      values.add(bindSlot(map, slot, path));
    }
    return problems.size() > before ? null : build(map, shape, values, path);
  }

  private void noteUnknownKeys(YamlMap map, RecordShape shape, String path) {
    map.entries()
        .forEach((name, entry) -> {
          if (!shape.keys().contains(name)) {
            note(entry.keyAt(), join(path, name), "unknown key" + hint(name, shape));
          }
        });
  }

  private static String hint(String name, RecordShape shape) {
    var nearest = NearestName.hint(name, shape.keys());
    return nearest.isEmpty() ? "; known are " + String.join(", ", shape.keys()) : nearest;
  }

  private @Nullable Object bindSlot(YamlMap map, RecordShape.Slot slot, String path) {
    var entry = map.entries().get(slot.key());
    var otherwise = slot.defaultText();
    if (entry == null && otherwise == null) {
      note(map.at(), path, "key \"" + slot.key() + "\" is missing");
      return null;
    }
    var node = entry == null ? YamlTree.read(String.valueOf(otherwise)) : entry.value();
    boolean empty = node instanceof YamlScalar scalar && scalar.form() == YamlScalar.Form.EMPTY;
    if (empty && "null".equals(otherwise)) {
      return null;
    }
    return bind(node, slot.type(), join(path, slot.key()));
  }

  private @Nullable Object build(
      YamlMap map, RecordShape shape, List<@Nullable Object> values, String path) {
    try {
      return shape.build(values.toArray());
    } catch (IllegalArgumentException refusal) {
      if (refusal instanceof BlamesKeys blamed) {
        blamed.blame().forEach((key, message) -> noteKey(map, key, join(path, key), message));
      } else {
        note(map.at(), path, String.valueOf(refusal.getMessage()));
      }
      return null;
    }
  }

  private void noteKey(YamlMap map, String key, String path, String message) {
    note(placeOf(map, key), path, message);
  }

  /** The place of a key, which may be several keys joined by dots, some with dots of their own. */
  private static Position placeOf(YamlMap map, String key) {
    var entry = map.entries().get(key);
    if (entry != null) {
      return entry.value().at();
    }
    for (var candidate : map.entries().entrySet()) {
      if (key.startsWith(candidate.getKey() + ".")
          && candidate.getValue().value() instanceof YamlMap inner) {
        return placeOf(inner, key.substring(candidate.getKey().length() + 1));
      }
    }
    return map.at();
  }

  private static void addIfRead(Collection<Object> items, @Nullable Object item) {
    if (item != null) {
      items.add(item);
    }
  }

  private void note(Position at, String path, String message) {
    problems.add(new YamlProblem(at, path, message));
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}

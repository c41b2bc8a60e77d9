package headgate.gateway.config.file;

import headgate.chain.yaml.ByteSize;
import headgate.chain.yaml.Durations;
import headgate.chain.yaml.NearestName;
import headgate.chain.yaml.Position;
import headgate.chain.yaml.YamlMap;
import headgate.chain.yaml.YamlNode;
import headgate.chain.yaml.YamlScalar;
import headgate.gateway.config.InvalidSettings;
import headgate.gateway.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One map of the file on its way into one record.
 *
 * <p>A value that cannot be read leaves a finding and its default, so that one reading finds all
 * mistakes. A key that was never asked for is unknown.
 */
final class Section {
  /** Breaks no rule, so that what cannot be read is one finding and not two. */
  private static final Secret UNREAD = Secret.of("unread".repeat(3));

  private final YamlMap map;
  private final String path;
  private final ScalarText scalars;
  private final Findings findings;
  private final Set<String> asked = new LinkedHashSet<>();

  Section(YamlMap map, String path, ScalarText scalars, Findings findings) {
    this.map = map;
    this.path = path;
    this.scalars = scalars;
    this.findings = findings;
  }

  /** The section that stands at a place; nothing is an empty one, and so is what is no map. */
  static Section of(Place place, ScalarText scalars, Findings findings) {
    var node = place.node();
    if (node instanceof YamlMap map) {
      return new Section(map, place.path(), scalars, findings);
    }
    if (!isEmpty(node)) {
      findings.note(node.at(), place.path(), "has to be a map of keys and values");
    }
    var nothing = new YamlMap(node.at(), new LinkedHashMap<>());
    return new Section(nothing, place.path(), scalars, findings);
  }

  /** A text that no other place of the file has. */
  String mark() {
    return new Place(map, path).mark();
  }

  boolean has(String key) {
    return map.entries().containsKey(key);
  }

  String text(String key, String otherwise) {
    return value(key, text -> text, otherwise);
  }

  @Nullable String textOrNull(String key) {
    asked.add(key);
    return has(key) ? text(key, "") : null;
  }

  /** A file's path, which begins in that folder unless it is absolute. */
  @Nullable Path fileOrNull(String key, Path folder) {
    asked.add(key);
    return has(key) ? value(key, text -> Values.file(text, folder), folder) : null;
  }

  @Nullable Secret secretOrNull(String key) {
    asked.add(key);
    return has(key) ? value(key, Secret::of, UNREAD) : null;
  }

  @Nullable Long heightOrNull(String key) {
    asked.add(key);
    return has(key) ? value(key, Values::height, 0L) : null;
  }

  /** Notes it where a key that has to be there is not. */
  void require(String key) {
    if (!has(key)) {
      findings.note(map.at(), path, "key \"" + key + "\" is missing");
    }
  }

  int whole(String key, int otherwise) {
    return value(key, Values::whole, otherwise);
  }

  @Nullable Integer wholeOrNull(String key) {
    asked.add(key);
    return has(key) ? whole(key, 0) : null;
  }

  boolean truth(String key, boolean otherwise) {
    return value(key, Values::truth, otherwise);
  }

  Duration duration(String key, Duration otherwise) {
    return value(key, Durations::parse, otherwise);
  }

  long bytes(String key, long otherwise) {
    return value(key, text -> ByteSize.parse(text).bytes(), otherwise);
  }

  int bytesAsInt(String key, int otherwise) {
    return value(key, text -> ByteSize.parse(text).bytesAsInt(), otherwise);
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    return value(key, text -> Values.choice(text, type), otherwise);
  }

  /** One value, read by a function whose exception says what is wrong. */
  <T> T value(String key, Function<String, T> reader, T otherwise) {
    asked.add(key);
    var entry = map.entries().get(key);
    return entry == null
        ? otherwise
        : value(new Place(entry.value(), join(key)), reader, otherwise);
  }

  /** One value wherever it stands. */
  <T> T value(Place place, Function<String, T> reader, T otherwise) {
    try {
      return scalars.read(place.node(), reader);
    } catch (IllegalArgumentException wrong) {
      findings.note(place.node().at(), place.path(), String.valueOf(wrong.getMessage()));
      return otherwise;
    }
  }

  /** The texts of a list; what cannot be read is stood in for. */
  List<String> texts(String key) {
    return items(key).stream()
        .map(place -> value(place, text -> text, "unread" + place.mark()))
        .toList();
  }

  /** The items of a list; a value that is no list is a list of one. */
  List<Place> items(String key) {
    asked.add(key);
    var entry = map.entries().get(key);
    return entry == null ? List.of() : new Place(entry.value(), join(key)).items();
  }

  /** The section below a key, without any key of its own where the file has none. */
  Section section(String key) {
    asked.add(key);
    var entry = map.entries().get(key);
    return entry == null
        ? new Section(new YamlMap(map.at(), new LinkedHashMap<>()), join(key), scalars, findings)
        : section(new Place(entry.value(), join(key)));
  }

  /** The section that stands at a place. */
  Section section(Place place) {
    return of(place, scalars, findings);
  }

  /** What stands below each key, for a map whose keys are the user's own words. */
  Map<String, Place> places() {
    var places = new LinkedHashMap<String, Place>();
    map.entries().forEach((key, entry) -> places.put(key, new Place(entry.value(), join(key))));
    asked.addAll(places.keySet());
    return places;
  }

  /** Builds a record and notes every key that nobody asked for. */
  <T> T build(Supplier<T> record, Supplier<T> otherwise) {
    var built = attempt(record, otherwise);
    noteUnknownKeys();
    return built;
  }

  /**
   * Builds a record; broken rules are noted at their keys, and something else keeps the reading
   * going.
   */
  <T> T attempt(Supplier<T> record, Supplier<T> otherwise) {
    try {
      return record.get();
    } catch (InvalidSettings invalid) {
      invalid.broken().forEach(broken -> note(broken.key(), broken.message()));
      return otherwise.get();
    }
  }

  void noteUnknownKeys() {
    map.entries()
        .forEach((key, entry) -> {
          if (!asked.contains(key)) {
            findings.note(entry.keyAt(), join(key), "unknown key" + hint(key));
          }
        });
  }

  /** Notes a problem of one key, at its value where the file has one, else where it belongs. */
  private void note(String key, String message) {
    findings.note(at(key), join(key), message);
  }

  /** As far as the file has the key, which may lead through sections. */
  private Position at(String key) {
    YamlNode found = map;
    for (var part : key.split("\\.", -1)) {
      var entry = found instanceof YamlMap section ? section.entries().get(part) : null;
      if (entry == null) {
        break;
      }
      found = entry.value();
    }
    return found.at();
  }

  private String hint(String key) {
    var nearest = NearestName.hint(key, asked);
    return nearest.isEmpty() ? "; known are " + String.join(", ", asked) : nearest;
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + '.' + key;
  }

  private static boolean isEmpty(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.form() == YamlScalar.Form.EMPTY;
  }
}

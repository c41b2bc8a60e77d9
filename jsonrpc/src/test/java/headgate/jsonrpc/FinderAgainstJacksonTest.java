package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * In params that the reader accepts, the finder finds what a tree of Jackson's holds at the same
 * paths.
 */
final class FinderAgainstJacksonTest {

  private static final long SEED = Long.getLong("headgate.seed", 20_261_125L);
  private static final int BODIES = 100_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(10_000).build())
                  .build())
          .build();

  private static final List<String> PATHS =
      List.of(
          "a",
          "a.b",
          "data",
          "data.a",
          "data.data",
          "height",
          "k.s.to",
          "0",
          "1.a",
          "2",
          "to.0",
          "value.from");
  private static final List<String> STRUCTS = List.of("", "data", "a", "0");

  private static final FieldPaths MAPS_ONLY = FieldPaths.compile(PATHS, List.of());
  private static final FieldPaths WITH_STRUCTS = FieldPaths.compile(PATHS, STRUCTS);

  private final EnvelopeReader reader = new EnvelopeReader(new EnvelopeLimits(10, 24, 64), SEED);
  private final Envelopes read = new Envelopes();
  private final FieldFinder finder = new FieldFinder();
  private final int[] spans = new int[2 * PATHS.size()];

  private int found;
  private int clashes;

  @Test
  void everyPathLeadsToTheSameValue() {
    var bodies = new RandomBodies(SEED);
    for (int i = 0; i < BODIES; i++) {
      byte[] body = bodies.next();
      reader.read(body, 0, body.length, read);
      for (int item = 0; item < read.size(); item++) {
        if (read.fault(item) == null && read.paramsStart(item) >= 0) {
          compare(body, read.paramsStart(item), read.paramsEnd(item));
        }
      }
    }
    assertThat(found).isGreaterThan(BODIES / 10);
    assertThat(clashes).isGreaterThan(BODIES / 200);
  }

  private void compare(byte[] body, int from, int to) {
    String params = new String(body, from, to - from, UTF_8);
    String what = "seed " + SEED + ": " + new String(body, from, to - from, ISO_8859_1);
    JsonNode tree = MAPPER.readTree(params);

    assertThat(finder.find(body, from, to, MAPS_ONLY, spans))
        .as(what)
        .isEqualTo(FieldFinder.Outcome.FOUND);
    for (int slot = 0; slot < PATHS.size(); slot++) {
      JsonNode expected = at(tree, PATHS.get(slot));
      assertThat(node(body, slot)).as("%s at %s", what, PATHS.get(slot)).isEqualTo(expected);
      found += expected == null ? 0 : 1;
    }

    boolean clash = clashes(tree);
    assertThat(finder.find(body, from, to, WITH_STRUCTS, spans) == FieldFinder.Outcome.FOLD_CLASH)
        .as(what)
        .isEqualTo(clash);
    clashes += clash ? 1 : 0;
  }

  private @Nullable JsonNode node(byte[] body, int slot) {
    int from = spans[2 * slot];
    return from < 0 ? null : MAPPER.readTree(body, from, spans[2 * slot + 1] - from);
  }

  private static @Nullable JsonNode at(JsonNode root, String path) {
    JsonNode node = root;
    for (String segment : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
      boolean index = node.isArray() && segment.chars().allMatch(Character::isDigit);
      JsonNode next = index ? node.get(Integer.parseInt(segment)) : node.get(segment);
      if (next == null) {
        return null;
      }
      node = next;
    }
    return node;
  }

  /** Whether a struct has two keys that fold together, or one that folds to a name on a path. */
  private static boolean clashes(JsonNode root) {
    for (String struct : STRUCTS) {
      JsonNode node = at(root, struct);
      if (node != null && node.isObject() && clashes(List.copyOf(node.propertyNames()), struct)) {
        return true;
      }
    }
    return false;
  }

  private static boolean clashes(List<String> keys, String struct) {
    String prefix = struct.isEmpty() ? "" : struct + ".";
    var names = new ArrayList<String>();
    for (String path : PATHS) {
      if (path.startsWith(prefix)) {
        names.add(path.substring(prefix.length()).split("\\.", -1)[0]);
      }
    }
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      boolean wanted = names.contains(key);
      if (!wanted && names.stream().anyMatch(name -> foldsTo(key, name))) {
        return true;
      }
      if (keys.subList(0, i).stream().anyMatch(other -> foldsTo(key, other))) {
        return true;
      }
    }
    return false;
  }

  private static boolean foldsTo(String a, String b) {
    return a.codePoints()
        .map(CodePoints::fold)
        .boxed()
        .toList()
        .equals(b.codePoints().map(CodePoints::fold).boxed().toList());
  }
}

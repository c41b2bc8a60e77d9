package headgate.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.yaml.RecordShape;
import headgate.chain.yaml.StrictYaml;
import headgate.chain.yaml.YamlList;
import headgate.chain.yaml.YamlMap;
import headgate.chain.yaml.YamlNode;
import headgate.chain.yaml.YamlScalar;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the file behind {@link MappingTest} complete: a new key fails here until it is in it. */
class FullFileTest {

  /** These exclude each other, so one of the two is enough where the path is. */
  private static final Set<String> EXCLUDED_BY_ANOTHER = Set.of("head.network");

  static Set<Map.Entry<String, RecordShape>> shapes() {
    return ProfileKeys.shapes().entrySet();
  }

  @Test
  void theWalkReachesTheInnermostRecords() {
    assertThat(ProfileKeys.shapes())
        .containsKeys(
            "", "deadlines", "head.block", "head.identity", "methods.answerHeight", "structs");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theFullFileHasEveryKey(Map.Entry<String, RecordShape> record) {
    var path = record.getKey();
    var tree = StrictYaml.standard().tree("full", ProfileTexts.full().getBytes(UTF_8));
    var written = new HashSet<String>();
    collect(tree, path.isEmpty() ? List.of() : List.of(path.split("\\.")), written);
    assertThat(written).containsAll(needed(path, record.getValue()));
  }

  private static List<String> needed(String path, RecordShape shape) {
    return shape.keys().stream()
        .filter(key -> !EXCLUDED_BY_ANOTHER.contains(path + "." + key))
        .toList();
  }

  /** Goes down the path, into every entry of maps by name and every item of lists. */
  private static void collect(YamlNode node, List<String> path, Set<String> keys) {
    switch (node) {
      case YamlList list -> list.items().forEach(item -> collect(item, path, keys));
      case YamlMap map -> collectMap(map, path, keys);
      case YamlScalar _ -> {}
    }
  }

  private static void collectMap(YamlMap map, List<String> path, Set<String> keys) {
    if (path.isEmpty()) {
      keys.addAll(map.entries().keySet());
      map.entries().values().forEach(entry -> collect(entry.value(), path, keys));
      return;
    }
    var next = map.entries().get(path.getFirst());
    if (next != null) {
      collect(next.value(), path.subList(1, path.size()), keys);
    } else {
      map.entries().values().forEach(entry -> collect(entry.value(), path, keys));
    }
  }
}

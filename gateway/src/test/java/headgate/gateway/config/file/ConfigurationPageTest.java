package headgate.gateway.config.file;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.yaml.ByteSize;
import headgate.chain.yaml.Durations;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.CacheConfig;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.LifecycleConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.config.TlsConfig;
import headgate.gateway.config.WritesConfig;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.OverloadConfig;
import headgate.gateway.config.door.RatesConfig;
import headgate.gateway.config.operate.DrainConfig;
import headgate.gateway.config.operate.PeersConfig;
import headgate.gateway.config.role.FallbackConfig;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The page about the configuration has every key of every record, with its default. */
class ConfigurationPageTest {
  private static final Path DOCS = docs();
  private static final NodeConfig NODE = NodeConfig.of("node1", URI.create("http://a"));
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (.+?) \\| (.+) \\|");

  @TestFactory
  Stream<DynamicTest> everySectionHasTheKeysAndDefaultsOfItsRecord() throws IOException {
    var page = sections();
    return Map.<String, List<? extends Record>>ofEntries(
            entry("listen", List.of(ListenConfig.defaults())),
            entry("admin", List.of(AdminConfig.defaults())),
            entry("limits", List.of(LimitsConfig.defaults())),
            entry("clients", List.of(ClientsConfig.defaults())),
            entry("acl", List.of(AclConfig.defaults())),
            entry("rates", List.of(RatesConfig.defaults())),
            entry("overload", List.of(OverloadConfig.defaults())),
            entry("peers", List.of(PeersConfig.defaults())),
            entry("drain", List.of(DrainConfig.defaults())),
            entry("network", List.of(NetworkConfig.of("name", "icon", List.of(NODE)))),
            entry("node", List.of(NODE)),
            entry("fallback", List.of(FallbackConfig.defaults())),
            entry("tls", List.of(TlsConfig.defaults())),
            entry("lanes", lanes()),
            entry("writes", List.of(WritesConfig.defaults())),
            entry("cache", List.of(CacheConfig.defaults())),
            entry("streams", List.of(StreamConfig.defaults())),
            entry("probe", List.of(ProbeConfig.defaults())),
            entry("head", List.of(HeadConfig.defaults())),
            entry("lifecycle", List.of(LifecycleConfig.defaults())))
        .entrySet()
        .stream()
        .map(section ->
            DynamicTest.dynamicTest(
                section.getKey(),
                () ->
                    assertThat(page.get(section.getKey()))
                        .isEqualTo(expected(section.getKey(), section.getValue()))));
  }

  @Test
  void theExampleIsAValidFileOfTwelveLines() throws IOException {
    var example = DOCS.resolve("headgate.yaml");
    assertThat(ConfigFile.read(example, Map.of("NODE_API_KEY", "key")))
        .isInstanceOf(ConfigReading.Valid.class);
    assertThat(Files.readAllLines(example).stream().filter(line -> !line.startsWith("#")))
        .hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void theSnippetOfThePageIsValid(@TempDir Path folder) throws IOException {
    var page = Files.readString(DOCS.resolve("configuration.md"));
    var snippet = page.substring(page.indexOf("```yaml\n") + 8, page.lastIndexOf("```"));
    var file = Files.writeString(folder.resolve("headgate.yaml"), snippet);
    assertThat(ConfigFile.read(file, Map.of())).isInstanceOf(ConfigReading.Valid.class);
  }

  private static List<LaneConfig> lanes() {
    var lanes = LanesConfig.defaults();
    return List.of(lanes.reads(), lanes.writes(), lanes.waits());
  }

  /** What the page has to say: each key with its defaults, in the order of the record. */
  private static Map<String, String> expected(String section, List<? extends Record> records) {
    var rows = new LinkedHashMap<String, String>();
    for (var component : records.getFirst().getClass().getRecordComponents()) {
      var isMapKey = section.equals("network") && component.getName().equals("name");
      if (!isMapKey) {
        rows.put(
            component.getName(),
            records.stream()
                .map(one -> shown(section, component, one))
                .collect(Collectors.joining(", ")));
      }
    }
    return rows;
  }

  private static String shown(String section, RecordComponent component, Object owner) {
    if (section.equals("node") && component.getName().equals("name")) {
      return "`node1`, `node2` and so on";
    }
    if (section.equals("node") && component.getName().equals("lanes")) {
      return "all four";
    }
    var value = value(component, owner);
    var hasNone = List.of("chain", "nodes", "url").contains(component.getName());
    if (hasNone || value.equals("") || value.equals(List.of()) || value.equals(Map.of())) {
      return "none";
    }
    return value instanceof Record ? "see below" : "`" + written(component.getName(), value) + "`";
  }

  private static String written(String key, Object value) {
    if (key.endsWith("ytesMax")) {
      return new ByteSize(((Number) value).longValue()).toString();
    }
    return switch (value) {
      case Duration duration -> Durations.format(duration);
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      default -> value.toString();
    };
  }

  private static Object value(RecordComponent component, Object owner) {
    try {
      var value = component.getAccessor().invoke(owner);
      return value == null ? "" : value;
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("a record without accessor", impossible);
    }
  }

  private static Map<String, Map<String, String>> sections() throws IOException {
    var sections = new LinkedHashMap<String, Map<String, String>>();
    var rows = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(DOCS.resolve("configuration.md"))) {
      if (line.startsWith("## ")) {
        rows = new LinkedHashMap<>();
        sections.put(line.substring(3), rows);
      }
      var row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(row.group(3)).as(line).hasSizeGreaterThan(10);
        rows.put(row.group(1), row.group(2));
      }
    }
    return sections;
  }

  private static Path docs() {
    var folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("docs/configuration.md"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("docs") : folder.resolve("docs");
  }
}

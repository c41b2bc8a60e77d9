package headgate.gateway.config.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.NetworkConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every file is a configuration or a list of mistakes, each with its place in the file; no mistake
 * shows what a variable held, and no network or node of a good file is lost.
 */
public final class ConfigTarget {
  private static final String SECRET = "quince-medlar-sorb";
  private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", SECRET, "PORT", "9999");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path FILE = file();

  private ConfigTarget() {}

  /** One input is a file. The fuzzer learns the secret and writes it down, which shows nothing. */
  public static void fuzzerTestOneInput(byte[] input) {
    var text = new String(input, UTF_8);
    if (text.contains(SECRET)) {
      return;
    }
    var lines = text.split("\r\n|[\n\r\u0085\u2028\u2029]", -1).length;
    switch (read(input)) {
      case ConfigReading.Valid(var config) -> assertNothingIsLost(YAML.readTree(input), config);
      case ConfigReading.Invalid invalid -> {
        assertThat(invalid.problems()).isNotEmpty();
        for (var problem : invalid.problems()) {
          assertThat(problem.at().line()).isBetween(1, lines + 1);
          assertThat(problem.at().column()).isBetween(1, input.length + 2);
          assertThat(problem.toString()).doesNotContain(SECRET).isNotBlank();
        }
      }
    }
  }

  private static Path file() {
    try {
      var file = Files.createTempFile("headgate", ".yaml");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static ConfigReading read(byte[] input) {
    try {
      return ConfigFile.read(Files.write(FILE, input), ENVIRONMENT);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void assertNothingIsLost(JsonNode tree, GatewayConfig config) {
    var networks = tree.get("networks");
    if (networks == null) {
      assertThat(config.networks()).hasSize(1);
      assertNodes(tree, config.networks().getFirst());
    } else {
      assertThat(config.networks().stream().map(NetworkConfig::name))
          .containsExactlyElementsOf(networks.propertyNames());
      config.networks().forEach(network -> assertNodes(networks.get(network.name()), network));
    }
  }

  private static void assertNodes(JsonNode tree, NetworkConfig network) {
    var nodes = tree.get("nodes");
    var written = nodes != null && nodes.isArray() ? List.copyOf(nodes.values()) : List.of("one");
    assertThat(network.nodes()).hasSameSizeAs(written);
  }
}

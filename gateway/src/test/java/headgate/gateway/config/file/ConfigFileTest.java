package headgate.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfiles;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.CacheConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.config.TlsConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  private static final String ONE_NODE = "chain: icon\nnodes: [http://a]\n";

  @TempDir private Path folder;

  @Test
  void aChainAndANodeAreEnough() throws IOException {
    assertThat(valid(ONE_NODE))
        .isEqualTo(
            GatewayConfig.of(
                List.of(
                    NetworkConfig.of(
                        "icon", "icon", List.of(NodeConfig.of("node1", URI.create("http://a")))))));
  }

  @Test
  void whatTheFileLeavesOutIsTheRecordsDefault() throws IOException {
    var config =
        valid(
            ONE_NODE
                + "listen: {}\nadmin: {}\nlimits:\nlanes: {read: {}, write: {}, wait: {}}\n"
                + "cache: {}\nstreams: {}\nprobe: {}\n");
    var network = config.networks().getFirst();
    assertThat(config.listen()).isEqualTo(ListenConfig.defaults());
    assertThat(config.admin()).isEqualTo(AdminConfig.defaults());
    assertThat(config.limits()).isEqualTo(LimitsConfig.defaults());
    assertThat(network.lanes()).isEqualTo(LanesConfig.defaults());
    assertThat(network.cache()).isEqualTo(CacheConfig.defaults());
    assertThat(network.streams()).isEqualTo(StreamConfig.defaults());
    assertThat(network.probe()).isEqualTo(ProbeConfig.defaults());
    assertThat(network.nodes().getFirst().tls()).isEqualTo(TlsConfig.defaults());
  }

  @Test
  void oneNetworkIsNamedAfterItselfOrItsChain() throws IOException {
    assertThat(valid(ONE_NODE + "network: mainnet\n").networks().getFirst().name())
        .isEqualTo("mainnet");
    writeProfile("my.yaml");
    assertThat(valid("chain: ./my.yaml\nnodes: http://a\n").networks().getFirst().name())
        .isEqualTo("default");
  }

  @Test
  void networksAreAMapByName() throws IOException {
    var networks =
        valid(
                """
                networks:
                  main:
                    chain: icon
                    nodes: [http://a]
                  test:
                    chain: icon
                    pathPrefix: /test
                    nodes: [http://b]
                """)
            .networks();
    assertThat(networks).extracting(NetworkConfig::name).containsExactly("main", "test");
  }

  @Test
  void aNodeIsAUrlOrAMap() throws IOException {
    var nodes =
        valid(
                """
                chain: icon
                nodes:
                  - http://a:9000
                  - {url: https://b/base, name: spare}
                  - url: http://c
                """)
            .networks()
            .getFirst()
            .nodes();
    assertThat(nodes)
        .containsExactly(
            NodeConfig.of("node1", URI.create("http://a:9000")),
            NodeConfig.of("spare", URI.create("https://b/base")),
            NodeConfig.of("node3", URI.create("http://c")));
  }

  @Test
  void filesBesideTheConfigurationAreFound() throws IOException {
    Files.createDirectory(folder.resolve("profiles"));
    writeProfile("profiles/mine.yaml");
    PemSamples.writeCertificate(folder.resolve("ca.pem"));
    var network =
        valid(
                """
                chain: profiles/mine.yaml
                nodes:
                  - url: https://a
                    tls: {caFile: ca.pem}
                """)
            .networks()
            .getFirst();
    assertThat(network.chain()).isEqualTo(folder.resolve("profiles/mine.yaml").toString());
    assertThat(network.nodes().getFirst().tls().caFile()).isEqualTo(folder.resolve("ca.pem"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a:9000/api/v3, http://a:9000",
    "http://a:9000/api/v3/, http://a:9000",
    "http://a:9000/api/v3/icon_dex, http://a:9000",
    "https://a/base/api/v3, https://a/base",
    "https://a/b%20c/api/v3/, https://a/b%20c",
    "https://a/base/, https://a/base/",
    "https://a/api, https://a/api"
  })
  void thePathOfTheChainsApiIsNoPartOfANodesUrl(String written, URI understood) throws IOException {
    var alone = valid("chain: icon\nnodes: [\"" + written + "\"]\n");
    var inMap = valid("chain: icon\nnodes: [{url: \"" + written + "\"}]\n");
    assertThat(alone.networks().getFirst().nodes().getFirst().url()).isEqualTo(understood);
    assertThat(inMap).isEqualTo(alone);
  }

  @Test
  void aChainWhoseApiIsTheRootLeavesUrlsAsTheyAre() throws IOException {
    var nodes = valid("chain: evm\nnodes: [https://a/v1/key/]\n").networks().getFirst().nodes();
    assertThat(nodes.getFirst().url()).isEqualTo(URI.create("https://a/v1/key/"));
  }

  @Test
  void secretsComeFromTheEnvironmentAndFromFiles() throws IOException {
    Files.writeString(folder.resolve("key"), "from-file\n");
    var node =
        valid(
                """
                chain: icon
                nodes:
                  - url: https://${HOST}:443
                    headers: {X-A: "key ${KEY}", X-B: "${file:key}", X-C: $$5}
                """,
                Map.of("HOST", "a", "KEY", "from-env"))
            .networks()
            .getFirst()
            .nodes()
            .getFirst();
    assertThat(node.url()).isEqualTo(URI.create("https://a:443"));
    assertThat(node.headers())
        .isEqualTo(
            Map.of(
                "X-A", Secret.of("key from-env"),
                "X-B", Secret.of("from-file"),
                "X-C", Secret.of("$5")));
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeSo() {
    assertThat(ConfigFile.read(folder.resolve("none.yaml"), Map.of()))
        .isInstanceOfSatisfying(
            ConfigReading.Invalid.class,
            invalid ->
                assertThat(invalid.lines())
                    .containsExactly(folder.resolve("none.yaml") + ":1:1: there is no such file"));
    assertThat(ConfigFile.read(folder, Map.of())).isInstanceOf(ConfigReading.Invalid.class);
  }

  private void writeProfile(String name) throws IOException {
    Files.writeString(folder.resolve(name), ChainProfiles.builtInText("icon"));
  }

  private GatewayConfig valid(String text) throws IOException {
    return valid(text, Map.of());
  }

  private GatewayConfig valid(String text, Map<String, String> environment) throws IOException {
    var file = Files.writeString(folder.resolve("headgate.yaml"), text);
    return switch (ConfigFile.read(file, environment)) {
      case ConfigReading.Valid(var config) -> config;
      case ConfigReading.Invalid invalid -> throw new AssertionError(invalid.lines());
    };
  }
}

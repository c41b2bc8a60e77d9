package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.DevNetwork;
import headgate.gateway.Gateway;
import headgate.gateway.StartFailure;
import headgate.gateway.config.file.ConfigFile;
import headgate.gateway.config.file.ConfigReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class AclCommandTest {
  private static final String RULES =
      """
      acl:
        breakGlass: 192.0.2.1
        rules:
          - deny: [203.0.113.0/24, 198.51.100.9]
          - deny: 0.0.0.0/0
            classes: write
            methods: icx_sendTransaction
      """;

  @TempDir private Path folder;
  private final DevNetwork nodes = DevNetwork.start(1, Duration.ofSeconds(1));
  private @Nullable Gateway gateway;
  private CommandLineHarness headgate = new CommandLineHarness(Path.of(""));

  @BeforeEach
  void start() throws IOException, StartFailure {
    headgate = new CommandLineHarness(folder);
    Files.writeString(folder.resolve("token"), "a-token-of-this-test");
    var file = write("headgate.yaml", RULES);
    var reading = ConfigFile.read(file, Map.of());
    assertThat(reading).isInstanceOf(ConfigReading.Valid.class);
    gateway = Gateway.provision(((ConfigReading.Valid) reading).config());
    gateway.start();
  }

  private Path write(String name, String rules) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        listen: {host: 127.0.0.1, port: 0, loops: 1}
        admin: {port: 0, token: a-token-of-this-test}
        chain: icon
        nodes: {url: "http://127.0.0.1:%d"}
        """
                .formatted(nodes.node(0).port())
            + rules);
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.stop();
    }
    nodes.close();
  }

  private int run(String... line) {
    headgate = new CommandLineHarness(folder);
    var port = gateway == null ? 0 : gateway.adminPort();
    var admin = Stream.of("--admin", "http://127.0.0.1:" + port);
    return headgate.run(Stream.concat(Stream.of(line), admin).toArray(String[]::new));
  }

  @Test
  void lsShowsTheRulesOfTheFile() {
    assertThat(run("acl", "ls")).isZero();
    assertThat(headgate.out().lines())
        .anyMatch(line -> line.matches("acl.rules\\[0] +deny +203.0.113.0/24,198.51.100.9"))
        .anyMatch(
            line -> line.matches("acl.rules\\[1] +deny +0.0.0.0/0 +write +icx_sendTransaction"))
        .anyMatch(line -> line.matches("acl.breakGlass +allow +192.0.2.1"));
  }

  @Test
  void testSaysWhichRuleDecides() {
    assertThat(run("acl", "test", "203.0.113.7", "icx_call")).isEqualTo(8);
    assertThat(headgate.out()).containsPattern("deny +acl.rules\\[0] +203.0.113.0/24");
    assertThat(run("acl", "test", "203.0.114.7", "icx_call")).isZero();
    assertThat(headgate.out()).containsPattern("allow +acl.default");
    assertThat(run("acl", "test", "203.0.114.7", "icx_sendTransaction")).isEqualTo(8);
    assertThat(run("acl", "test", "192.0.2.1", "icx_sendTransaction")).isZero();
    assertThat(run("acl", "test", "203.0.114.7", "-o", "json")).isZero();
    assertThat(JsonMapper.shared().readTree(headgate.out()).path("decided")).hasSizeGreaterThan(20);
    assertThat(run("acl", "test", "here")).isEqualTo(2);
    assertThat(headgate.err()).contains("write an address");
  }

  @Test
  void rulesAreMadeAndRemoved() {
    assertThat(run("acl", "deny", "198.51.100.0/24", "--ttl", "10m")).isEqualTo(8);
    var token = new String[] {"--token-file", "token"};
    assertThat(run("acl", "deny", "198.51.100.0/24", "--ttl", "10m", token[0], token[1])).isZero();
    assertThat(headgate.out()).containsPattern("deny +198.51.100.0/24 +10m");
    assertThat(run("acl", "allow", "198.51.100.9", token[0], token[1], "--dry-run")).isZero();
    assertThat(headgate.out()).contains("(not done)");
    assertThat(run("acl", "ls", "-o", "json")).isZero();
    assertThat(headgate.out()).contains("runtime", "198.51.100.0/24");
    assertThat(run("acl", "remove", "198.51.100.0/24", token[0], token[1])).isZero();
    assertThat(run("acl", "remove", "198.51.100.0/24", token[0], token[1])).isEqualTo(1);
    assertThat(run("acl", "deny", "everybody", token[0], token[1])).isEqualTo(2);
    assertThat(run("acl", "deny", "198.51.100.9", "--ttl", "soon", token[0], token[1]))
        .isEqualTo(2);
  }

  @Test
  void diffSaysWhatTheFileAndTheGatewayDoNotShare() throws IOException {
    assertThat(run("acl", "diff")).isZero();
    assertThat(headgate.out()).isEmpty();

    run("acl", "deny", "198.51.100.0/24", "--token-file", "token");
    write("other.yaml", RULES.replace("203.0.113.0/24", "203.0.112.0/24"));
    assertThat(run("acl", "diff", "-c", "other.yaml")).isEqualTo(6);
    assertThat(headgate.out().lines())
        .hasSize(3)
        .contains("+ deny 203.0.112.0/24", "- deny 203.0.113.0/24")
        .anyMatch(line -> line.startsWith("- deny 198.51.100.0/24, made at run time until 20"));
    assertThat(run("acl", "diff", "-c", "none.yaml")).isEqualTo(3);
  }

  @Test
  void withoutAWordItSaysWhichThereAre() {
    assertThat(headgate.run("acl")).isEqualTo(2);
    assertThat(headgate.err()).contains("ls, test, allow, deny, remove, diff");
  }
}

package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.DevNetwork;
import headgate.gateway.Gateway;
import headgate.gateway.config.file.ConfigFile;
import headgate.gateway.config.file.ConfigReading;
import headgate.gateway.observe.NodeStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class UpstreamCommandTest {
  private static final String TOKEN = "a-token-of-this-test";

  @TempDir private Path folder;
  private final DevNetwork nodes = DevNetwork.start(2, Duration.ofSeconds(1));
  private final List<Gateway> gateways = new ArrayList<>();
  private CommandLineHarness headgate = new CommandLineHarness(Path.of(""));

  @BeforeEach
  void makeHarness() throws IOException {
    headgate = new CommandLineHarness(folder);
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Files.writeString(folder.resolve("wrong"), "some-other-token-here");
    Files.writeString(folder.resolve("empty"), "\n");
  }

  @AfterEach
  void stop() {
    gateways.forEach(Gateway::stop);
    nodes.close();
  }

  @Test
  void lsShowsEveryNode() {
    var gateway = start(TOKEN, network("main", "a", "b"));
    until(() -> gateway.networks().getFirst().nodes().stream().allMatch(NodeStatus::up));
    assertThat(run(gateway, "upstream", "ls")).isZero();
    assertThat(headgate.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("main +a +primary +up +[0-9]+ .*"))
        .anyMatch(line -> line.matches("main +b +primary +up +[0-9]+ .*"));
    assertThat(headgate.err()).isEmpty();
  }

  @Test
  void lsIsThereForProgramsAndForOneNetwork() {
    var gateway = start(TOKEN, network("main", "a"), network("test", "b"));
    assertThat(run(gateway, "upstream", "ls", "--network", "test", "-o", "json")).isZero();
    var networks = JsonMapper.shared().readTree(headgate.out()).path("networks");
    assertThat(networks).hasSize(1);
    assertThat(networks.get(0).path("nodes").get(0).path("name").asString()).isEqualTo("b");
  }

  @Test
  void showTellsAllOfOneNode() {
    var gateway = start(TOKEN, network("main", "a", "b"));
    assertThat(run(gateway, "upstream", "show", "a")).isZero();
    assertThat(headgate.out())
        .contains("network ", "main", "inFlight", "lastProbeFailure")
        .containsPattern("role +primary")
        .containsPattern("lanes +read, write, wait, stream");
    assertThat(run(gateway, "upstream", "show", "nobody")).isEqualTo(1);
    assertThat(headgate.err()).contains("there is no such node, only [a, b]");
  }

  @Test
  void drainAndResumeAreOrders() {
    var gateway = start(TOKEN, network("main", "a", "b"));
    until(() -> gateway.networks().getFirst().nodes().stream().allMatch(NodeStatus::up));
    assertThat(order(gateway, "drain", "a", "token")).isZero();
    assertThat(headgate.out()).contains("drain");
    until(() -> state(gateway).equals("draining"));
    assertThat(headgate.err()).isEmpty();
    assertThat(order(gateway, "drain", "b", "token", "--dry-run")).isZero();
    assertThat(headgate.err()).contains("No other node is up");
    assertThat(order(gateway, "resume", "a", "token", "-o", "json")).isZero();
    until(() -> state(gateway).equals("up"));
  }

  @Test
  void theServingHeightIsLoweredFromTheOneThatIsServed() {
    var gateway = start(TOKEN, network("main", "a", "b"));
    until(() -> served(gateway) >= 2);
    // It moves on with the nodes, so the order may have to be given again.
    until(() ->
        run(
                gateway,
                "head",
                "lower",
                "--from",
                "" + served(gateway),
                "--to",
                "1",
                "--token-file",
                "token")
            == 0);
    assertThat(headgate.out()).containsPattern("main +lower +[0-9]+ +1 +2");
    assertThat(headgate.err()).contains("Nodes that report more: 2");
    until(() -> generations(gateway).equals(List.of(1L)));
    assertThat(
            run(gateway, "head", "lower", "--from", "999999", "--to", "1", "--token-file", "token"))
        .isEqualTo(1);
    assertThat(headgate.err()).contains("the serving height is ");
    assertThat(run(gateway, "head", "lower", "--from", "2", "--to", "1")).isEqualTo(8);
    assertThat(run(gateway, "head", "lower", "--to", "1")).isEqualTo(2);
  }

  @Test
  void theCachesOfOneNetworkAreEmptied() {
    var gateway = start(TOKEN, network("main", "a"), network("test", "b"));
    assertThat(run(gateway, "caches", "clear", "--token-file", "token")).isEqualTo(2);
    assertThat(headgate.err()).contains("add --network");
    assertThat(
            run(
                gateway,
                "caches",
                "clear",
                "--network",
                "test",
                "--token-file",
                "token",
                "--dry-run"))
        .isZero();
    assertThat(headgate.out()).containsPattern("test +clear \\(not done\\)");
    assertThat(generations(gateway)).containsExactly(0L, 0L);
    assertThat(
            run(
                gateway,
                "caches",
                "clear",
                "--network",
                "test",
                "--token-file",
                "token",
                "-o",
                "json"))
        .isZero();
    assertThat(headgate.out()).contains("\"order\" : \"caches/clear\"");
    until(() -> generations(gateway).equals(List.of(0L, 1L)));
  }

  private static long served(Gateway gateway) {
    return gateway.networks().getFirst().servingHeight();
  }

  private static List<Long> generations(Gateway gateway) {
    return gateway.networks().stream().map(network -> network.head().generation()).toList();
  }

  @Test
  void explainSaysWhatWouldBecomeOfACall() {
    var gateway = start(TOKEN, network("main", "a", "b"));
    until(() -> gateway.networks().getFirst().nodes().stream().allMatch(NodeStatus::up));
    assertThat(run(gateway, "explain", "icx_getTotalSupply")).isZero();
    assertThat(headgate.out())
        .containsPattern("plan +cached-read")
        .containsPattern("a +primary +up +[0-9]+ .* candidate");
    assertThat(run(gateway, "explain", "{\"method\":7}", "-o", "json")).isZero();
    assertThat(headgate.out()).contains("\"plan\" : \"refused\"");
    var two = start(TOKEN, network("main", "a"), network("test", "b"));
    assertThat(run(two, "explain", "icx_getTotalSupply")).isEqualTo(2);
    assertThat(headgate.err()).contains("add --network");
  }

  @Test
  void explainMakesAReadWhereThatIsWantedAndNothingElse() {
    var gateway = start(TOKEN, network("main", "a", "b"));
    until(() -> gateway.networks().getFirst().nodes().stream().allMatch(NodeStatus::up));
    var call = "icx_getTotalSupply";
    assertThat(run(gateway, "explain", call, "--live")).isEqualTo(8);
    assertThat(run(gateway, "explain", call, "--live", "--token-file", "token")).isZero();
    assertThat(headgate.out())
        .containsPattern("outcome +miss")
        .containsPattern("1 +[ab] +answered +[0-9.]+ ms +yes")
        .contains("\"result\"");
    var send = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_sendTransaction\",\"params\":{}}";
    assertThat(run(gateway, "explain", send, "--live", "--token-file", "token")).isOne();
    assertThat(headgate.err()).contains("was not sent");
    assertThat(headgate.out()).contains("write");
  }

  @Test
  void withoutTheRightTokenAnOrderIsDenied() {
    var gateway = start(TOKEN, network("main", "a", "b"));
    assertThat(order(gateway, "drain", "a", "wrong")).isEqualTo(8);
    assertThat(run(gateway, "upstream", "drain", "a")).isEqualTo(8);
    var closed = start(null, network("main", "a", "b"));
    assertThat(order(closed, "drain", "a", "token")).isEqualTo(8);
    assertThat(headgate.err())
        .contains("that is not the admin token", "this needs the admin token", "set admin.token")
        .doesNotContain(TOKEN, "some-other");
    assertThat(headgate.out()).isEmpty();
  }

  @Test
  void aNodeOfSeveralNetworksNeedsItsNetworksName() {
    var gateway = start(TOKEN, network("main", "a"), network("test", "a"));
    assertThat(order(gateway, "drain", "a", "token", "--dry-run")).isEqualTo(2);
    assertThat(headgate.err()).contains("add --network");
    assertThat(order(gateway, "drain", "a", "token", "--dry-run", "--network", "test")).isZero();
    assertThat(headgate.out()).contains("test");
    assertThat(order(gateway, "drain", "a", "token", "--network", "x")).isEqualTo(1);
    assertThat(headgate.err()).contains("there is no such network, only [main, test]");
  }

  @Test
  void aPortWhereNobodyIsHasACodeOfItsOwn() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(headgate.run("upstream", "ls", "--admin", "127.0.0.1:" + free)).isEqualTo(5);
    assertThat(headgate.err()).contains("is the gateway running?");
  }

  @Test
  void anotherServerIsNotTakenForAnAdminPort() {
    var place = "http://127.0.0.1:" + nodes.node(0).port();
    assertThat(headgate.run("upstream", "ls", "--admin", place)).isEqualTo(1);
    assertThat(headgate.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upstream",
        "upstream drain",
        "upstream ls --admin ftp://x",
        "upstream ls --admin http://u:p@x",
        "upstream ls --admin http://a?b",
        "upstream drain a --token-file absent",
        "upstream drain a --token-file empty"
      })
  void whatCannotBeUnderstoodEndsWithTwo(String line) {
    assertThat(headgate.run(line.split(" "))).isEqualTo(2);
  }

  private int order(Gateway gateway, String word, String node, String token, String... more) {
    var line = Stream.of("upstream", word, node, "--token-file", token);
    return run(gateway, Stream.concat(line, Stream.of(more)).toArray(String[]::new));
  }

  private int run(Gateway gateway, String... line) {
    var admin = Stream.of("--admin", "http://127.0.0.1:" + gateway.adminPort() + "/");
    return headgate.run(Stream.concat(Stream.of(line), admin).toArray(String[]::new));
  }

  private Gateway start(@Nullable String token, String... networks) {
    var file = folder.resolve("headgate.yaml");
    try {
      Files.writeString(
          file,
          "listen: {host: 127.0.0.1, port: 0, loops: 1}\nadmin: {port: 0"
              + (token == null ? "" : ", token: " + token)
              + "}\nnetworks:\n"
              + String.join("", networks));
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
    var gateway =
        switch (ConfigFile.read(file, Map.of())) {
          case ConfigReading.Valid(var config) -> GatewayStart.of(config);
          case ConfigReading.Invalid invalid -> throw new AssertionError(invalid.lines());
        };
    gateways.add(gateway);
    return gateway;
  }

  /** A network with a door of its own, of as many dev nodes as there are names. */
  private String network(String name, String... names) {
    var text = new StringBuilder("  " + name + ":\n    chain: icon\n");
    text.append("    hosts: [").append(name).append(".example]\n    nodes:\n");
    for (var index = 0; index < names.length; index++) {
      var port = nodes.node(index).port();
      text.append("      - {name: ").append(names[index]);
      text.append(", url: \"http://127.0.0.1:").append(port).append("\"}\n");
    }
    return text.toString();
  }

  private static String state(Gateway gateway) {
    return gateway.networks().getFirst().nodes().getFirst().state();
  }

  private static void until(BooleanSupplier holds) {
    var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}

package headgate.acceptance.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNode;
import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.DevClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.LimitsConfig;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the unmodified SDKs, each first against a dev node and then against a gateway in front of
 * three, and holds what they saw side by side. {@code acceptance/long/sdk.sh} installs them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkTest {
  private static final Path STAGE = Path.of(System.getProperty("headgate.sdk", "target/sdk"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final BigInteger RICH = Wallet.ICX.multiply(BigInteger.valueOf(1_000_000));

  private static final String KEY =
      "5f1a3c0d9be24e67a8103f6c2d7b94e0c5a86f13d2e9b7405c1f8a6e3d2b9c47";
  private static final String ADDRESS = "hxbcf5be7d3e910b1e51d4f31fe9239b78251d898a";
  private static final String UNTOUCHED = "hx" + "2".repeat(40);

  private final DevChain chain =
      DevChain.create(
              Genesis.demo(Map.of(ADDRESS, RICH, UNTOUCHED, BigInteger.valueOf(4_242))),
              DevClock.system(),
              Duration.ofMillis(300))
          .start();
  private final List<DevNode> nodes = new ArrayList<>();
  private TestGateway gateway;

  @BeforeAll
  void start() {
    for (var node = 0; node < 3; node++) {
      nodes.add(DevNode.start(chain, NodeOptions.defaults()));
    }
    var uris = nodes.stream().map(node -> URI.create("http://127.0.0.1:" + node.port())).toList();
    gateway = TestGateway.of(LimitsConfig.defaults(), TestGateway.network("icon", uris)).ready();
  }

  @AfterAll
  void stop() {
    gateway.close();
    nodes.forEach(DevNode::close);
    chain.close();
  }

  /** How one SDK is started, and whether its URL ends with the API's path. */
  record Sdk(String name, List<String> command, boolean wholeUrl, String key) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sdk> sdks() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(
        new Sdk("js", List.of("node", at("js/probe.js")), true, KEY),
        new Sdk("python", List.of(at("python/venv/bin/python"), at("python/probe.py")), false, KEY),
        new Sdk(
            "java",
            List.of(
                java,
                "-cp",
                Files.readString(STAGE.resolve("java/classpath")).strip(),
                at("java/Probe.java")),
            false,
            "0x" + KEY));
  }

  private static String at(String file) {
    return STAGE.resolve(file).toString();
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void anUnmodifiedSdkSeesTheSameThroughTheGateway(Sdk sdk) throws Exception {
    var direct = run(sdk, "http://127.0.0.1:" + nodes.getFirst().port());
    var through = run(sdk, "http://127.0.0.1:" + gateway.port());
    System.out.println(sdk + " directly:            " + direct);
    System.out.println(sdk + " through the gateway: " + through);
    assertThat(through).isEqualTo(direct);
    assertThat(direct)
        .contains("\"untouched\":\"4242\"", "\"hashLooksRight\":true", "\"expired\":true")
        .contains("\"gained\":\"1000000000000000000\"");
  }

  private static String run(Sdk sdk, String base) throws Exception {
    var command = new ArrayList<>(sdk.command());
    command.addAll(List.of(sdk.wholeUrl() ? base + "/api/v3" : base, sdk.key(), "0x53"));
    var talk = Files.createTempFile("sdk", ".err");
    var process = new ProcessBuilder(command).redirectError(talk.toFile()).start();
    try {
      var seen = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(talk)).isZero();
      return seen.replace(": ", ":").replace(", \"", ",\"");
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(talk);
    }
  }
}

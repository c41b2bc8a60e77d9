package headgate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.FallbackConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  private static final NodeConfig NODE = NodeConfig.of("a", URI.create("http://node:9000"));

  @Test
  void everyBrokenRuleOfARecordIsNamed() {
    assertThat(broken(() -> new ListenConfig(" ", 70_000, -1, Transport.AUTO)))
        .containsExactly(
            "host must not be empty",
            "port must be 0 to 65535, not 70000",
            "loops must be 0 to 256, not -1");
  }

  @Test
  void whereTheSocketIsHandedOverHasAShortPathAndTheSystemsTransport() {
    var atMost = Path.of("/" + "a".repeat(99));
    assertThat(new ListenConfig("h", 1, 1, Transport.EPOLL, atMost).handover()).isEqualTo(atMost);
    assertThat(broken(() -> new ListenConfig("h", 1, 1, Transport.NIO, Path.of(atMost + "a"))))
        .containsExactly(
            "handover must be a path of 1 to 100 bytes",
            "handover needs the transport auto or epoll");
  }

  @Test
  void adminNeedsAPlace() {
    assertThat(broken(() -> new AdminConfig("", -1, List.of("A:1"), Secret.of("hunter2"))))
        .containsExactly(
            "host must not be empty",
            "port must be 0 to 65535, not -1",
            "hosts must be host names in lower case, without scheme or port",
            "token must be 16 to 256 printable ASCII characters without a space");
  }

  @Test
  void limitsHoldTogether() {
    var second = Duration.ofSeconds(1);
    assertThat(
            broken(() ->
                new LimitsConfig(
                    4 << 20, 1, 64, second, second, second, second, 10, 20, 8 << 20, 1 << 20)))
        .containsExactly(
            "connectionsPerAddressMax must not be more than connectionsMax",
            "bufferedBytesMax must not be less than bodyBytesMax, or no such body could be taken",
            "bufferedBytesMax must not be less than answerBytesMax, or no such answer could be"
                + " passed on");
  }

  @Test
  void limitsAreNeverOff() {
    var never = Duration.ZERO;
    assertThat(broken(() -> new LimitsConfig(0, 0, 0, never, never, never, never, 0, 0, 0, 0)))
        .hasSize(11);
  }

  @Test
  void theMicroCacheNeverOutlivesItsSecond() {
    assertThat(broken(() -> new CacheConfig(true, 1 << 20, Duration.ofMillis(1001), 2 << 20)))
        .containsExactly(
            "microTtl must be 0ms to 1s, not 1001ms",
            "entryBytesMax must not be more than half of bytesMax");
  }

  @Test
  void lanesStreamsAndProbesAreBounded() {
    var zero = Duration.ZERO;
    assertThat(broken(() -> new LaneConfig(0, zero, zero, 0))).hasSize(4);
    assertThat(broken(() -> new StreamConfig(-1, -1, -1, zero, 0))).hasSize(5);
    assertThat(broken(() -> new ProbeConfig(zero, zero))).hasSize(2);
  }

  @Test
  void onlyReadsAreHedged() {
    var second = Duration.ofSeconds(1);
    var hedged = new LaneConfig(1, second, second, 2, true);
    assertThat(new LanesConfig(hedged, plain(second), plain(second)).reads().hedge()).isTrue();
    assertThat(broken(() -> new LanesConfig(hedged, hedged, hedged)))
        .containsExactly(
            "write.hedge must be false: a write is sent once",
            "wait.hedge must be false: a wait is slow by its nature");
  }

  @Test
  void onlyReadsAdapt() {
    var second = Duration.ofSeconds(1);
    var adaptive = new LaneConfig(1, second, second, 2, false, true);
    assertThat(new LanesConfig(adaptive, plain(second), plain(second)).reads().adaptive()).isTrue();
    assertThat(broken(() -> new LanesConfig(plain(second), adaptive, adaptive)))
        .containsExactly(
            "write.adaptive must be false: how long a write takes tells little",
            "wait.adaptive must be false: a wait is slow by its nature");
  }

  @Test
  void aWriteGoesToNoMoreNodesThanThereAre() {
    assertThat(broken(() -> new WritesConfig(0, -1)))
        .containsExactly(
            "fanOut must be 1 to 8, not 0", "rebroadcastBlocks must be 0 to 1000, not -1");
    assertThat(broken(() -> sending(new WritesConfig(2, 0))))
        .containsExactly("writes.fanOut must not be more than there are primaries for writes: 1");
    assertThat(sending(new WritesConfig(1, 1_000)).writes().rebroadcastBlocks()).isEqualTo(1_000);
  }

  private static LaneConfig plain(Duration time) {
    return new LaneConfig(1, time, time, 2);
  }

  @Test
  void tlsSettingsThatContradictEachOtherAreRefused() {
    var file = Path.of("x.pem");
    assertThat(broken(() -> new TlsConfig(false, file, " ", file, null)))
        .containsExactly(
            "caFile has no effect while verify is false: drop one",
            "serverName must not be empty",
            "clientCertificateFile needs clientKeyFile too");
    assertThat(broken(() -> new TlsConfig(true, null, null, null, file)))
        .containsExactly("clientKeyFile needs clientCertificateFile too");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://node, must begin with http:// or https://",
    "node:9000, must begin with http:// or https://",
    "http://user:word@node, must not carry a user or password: use headers",
    "http:///api, must name a host",
    "http://kn\u00f6ten/api, must name a host in ASCII: write it as xn--...",
    "http://node:0, must have a port of 1 to 65535",
    "http://node:65536, must have a port of 1 to 65535",
    "http://node?key=1, must have neither query nor fragment",
    "http://node#x, must have neither query nor fragment"
  })
  void urlsThatAreNoPlainNodeAreRefused(String url, String why) {
    assertThat(broken(() -> NodeConfig.of("a", URI.create(url)))).containsExactly("url " + why);
  }

  @Test
  void aUrlMayHaveABasePathAndItsSchemesPort() {
    assertThat(NodeConfig.of("a", URI.create("https://node/base/path")).port()).isEqualTo(443);
    assertThat(NodeConfig.of("a", URI.create("HTTP://[::1]")).port()).isEqualTo(80);
    assertThat(NodeConfig.of("a", URI.create("HTTPS://node:1")).secure()).isTrue();
    assertThat(NODE.secure()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "x y", "", "x:"})
  void headersThatTheGatewayOwnsOrThatAreNoTokensAreRefused(String header) {
    assertThat(broken(() -> withHeader(header, "v"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " v", "v\r\nX: y", "é"})
  void headerValuesThatCouldSplitARequestAreRefused(String value) {
    assertThat(broken(() -> withHeader("X-Key", value)))
        .containsExactly("headers has a value for X-Key that is empty or not printable ASCII");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a b", "a/b", "ä"})
  void namesAreLabels(String name) {
    assertThat(broken(() -> NodeConfig.of(name, NODE.url()))).hasSize(1);
    assertThat(broken(() -> NetworkConfig.of(name, "icon", List.of(NODE)))).hasSize(1);
  }

  @Test
  void aNetworkNeedsNodesThatDiffer() {
    assertThat(broken(() -> NetworkConfig.of("main", " ", List.of())))
        .containsExactly("chain must not be empty", "nodes must name at least one node");
    assertThat(broken(() -> NetworkConfig.of("main", "icon", List.of(NODE, NODE))))
        .containsExactly("nodes must not use a name twice", "nodes must not use a URL twice");
  }

  @ParameterizedTest
  @CsvSource({
    "http://node, http://node/",
    "http://node, http://node:80",
    "https://node, https://node:443/",
    "http://node:9000, HTTP://NODE:9000",
    "http://node/base, http://Node:80/base//"
  })
  void oneNodeIsOneHoweverItsUrlIsSpelled(URI one, URI other) {
    var nodes = List.of(NodeConfig.of("a", one), NodeConfig.of("b", other));
    assertThat(broken(() -> NetworkConfig.of("main", "icon", nodes)))
        .containsExactly("nodes must not use a URL twice");
  }

  @ParameterizedTest
  @CsvSource({
    "http://node, https://node",
    "http://node, http://node:443",
    "http://node/a, http://node/A",
    "http://node/a, http://node/a/b",
    "http://node, http://nodes"
  })
  void urlsOfDifferentPlacesAreDifferentNodes(URI one, URI other) {
    var nodes = List.of(NodeConfig.of("a", one), NodeConfig.of("b", other));
    assertThat(NetworkConfig.of("main", "icon", nodes).nodes()).hasSize(2);
  }

  @Test
  void readsNeedAPrimaryAndANodeALane() {
    var spare = NODE.with(NodeDuty.of(NodeRole.FALLBACK));
    var writing = NODE.with(new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.WRITE)));
    assertThat(broken(() -> NetworkConfig.of("main", "icon", List.of(spare))))
        .containsExactly("nodes must name a primary for reads");
    assertThat(broken(() -> NetworkConfig.of("main", "icon", List.of(writing))))
        .containsExactly("nodes must name a primary for reads");
    assertThat(broken(() -> NODE.with(new NodeDuty(NodeRole.PRIMARY, Set.of()))))
        .containsExactly("lanes must name at least one lane");
    assertThat(broken(() -> NODE.with(new NodeDuty(NodeRole.ARCHIVE, Set.of(Lane.WRITE)))))
        .containsExactly("lanes must have read: an archive is asked for nothing else");
  }

  @Test
  void fallbacksHaveACapAndAReturn() {
    assertThat(broken(() -> new FallbackConfig(0, Duration.ZERO)))
        .containsExactly(
            "callsPerSecond must be 1 to 1000000, not 0",
            "returnAfter must be 100ms to 1h, not 0ms");
  }

  @Test
  void doorsOfANetworkAreHostNamesAndShortPaths() {
    assertThat(broken(() -> door(List.of("API.example"), "/a/")))
        .containsExactly(
            "hosts must be host names in lower case, without scheme or port",
            "pathPrefix must look like /name, without a slash at its end");
  }

  @Test
  void twoNetworksBehindOneDoorAreRefused() {
    var one = NetworkConfig.of("one", "icon", List.of(NODE));
    var two = NetworkConfig.of("two", "icon", List.of(NODE));
    assertThat(broken(() -> GatewayConfig.of(List.of(one, two))))
        .containsExactly(
            "networks must differ in hosts or pathPrefix: two are chosen by the same requests");
    assertThat(GatewayConfig.of(List.of(one, door(List.of(), "/two"))).networks()).hasSize(2);
  }

  @Test
  void aGatewayNeedsNetworksWithNamesOfTheirOwn() {
    assertThat(broken(() -> GatewayConfig.of(List.of())))
        .containsExactly("networks must name at least one network");
    var one = door(List.of("a.example"), null);
    var two = door(List.of("b.example"), null);
    assertThat(broken(() -> GatewayConfig.of(List.of(one, two))))
        .containsExactly("networks must not use a name twice");
  }

  @Test
  void aSecretNeverPrintsItself() {
    var node = withHeader("X-Key", "hunter2");
    assertThat(node.toString()).contains("***").doesNotContain("hunter2");
    assertThat(node.headers().get("X-Key")).isEqualTo(Secret.of("hunter2"));
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b"));
  }

  private static NodeConfig withHeader(String name, String value) {
    return new NodeConfig("a", NODE.url(), TlsConfig.defaults(), Map.of(name, Secret.of(value)));
  }

  private static NetworkConfig door(List<String> hosts, @Nullable String prefix) {
    return network(hosts, prefix, WritesConfig.defaults());
  }

  private static NetworkConfig sending(WritesConfig writes) {
    return network(List.of(), null, writes);
  }

  private static NetworkConfig network(
      List<String> hosts, @Nullable String prefix, WritesConfig writes) {
    return new NetworkConfig(
        "main",
        "icon",
        null,
        hosts,
        prefix,
        List.of(NODE),
        FallbackConfig.defaults(),
        3,
        false,
        true,
        LanesConfig.defaults(),
        writes,
        CacheConfig.defaults(),
        StreamConfig.defaults(),
        ProbeConfig.defaults(),
        HeadConfig.defaults(),
        LifecycleConfig.defaults());
  }

  private static List<String> broken(ThrowingCallable record) {
    return catchThrowableOfType(InvalidSettings.class, record).broken().stream()
        .map(Object::toString)
        .toList();
  }
}

package headgate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  @Test
  void listenTakesThePortOfANodeOnEveryAddress() {
    assertThat(ListenConfig.defaults())
        .isEqualTo(new ListenConfig("0.0.0.0", 9000, 0, Transport.AUTO));
  }

  @Test
  void adminStaysOnLoopback() {
    assertThat(AdminConfig.defaults()).isEqualTo(new AdminConfig("127.0.0.1", 9900, List.of()));
  }

  @Test
  void limitsAreThoseOfTheDesign() {
    assertThat(LimitsConfig.defaults())
        .isEqualTo(
            new LimitsConfig(
                1 << 20,
                100,
                64,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(75),
                Duration.ofSeconds(30),
                10_000,
                256,
                32L << 20,
                256L << 20));
  }

  @Test
  void lanesAreBoundedApart() {
    var connect = Duration.ofSeconds(1);
    assertThat(LanesConfig.defaults())
        .isEqualTo(
            new LanesConfig(
                new LaneConfig(64, connect, Duration.ofSeconds(10), 3),
                new LaneConfig(32, connect, Duration.ofSeconds(15), 2),
                new LaneConfig(64, connect, Duration.ofSeconds(65), 2)));
  }

  @Test
  void cacheKeepsHeadScopedAnswersForASecond() {
    assertThat(CacheConfig.defaults())
        .isEqualTo(new CacheConfig(true, 64L << 20, Duration.ofSeconds(1), 256 << 10));
  }

  @Test
  void streamsFitWhatGoloopCarries() {
    assertThat(StreamConfig.defaults())
        .isEqualTo(new StreamConfig(1_000, 10, null, Duration.ofSeconds(20), 16 << 10));
  }

  @Test
  void probesRunTwiceASecond() {
    assertThat(ProbeConfig.defaults())
        .isEqualTo(new ProbeConfig(Duration.ofMillis(500), Duration.ofSeconds(1)));
  }

  @Test
  void tlsIsVerified() {
    assertThat(TlsConfig.defaults()).isEqualTo(new TlsConfig(true, null, null, null, null));
  }

  @Test
  void nodesAndNetworksTakeEveryDefault() {
    var node = NodeConfig.of("a", URI.create("http://node:9000"));
    assertThat(node).isEqualTo(new NodeConfig("a", node.url(), TlsConfig.defaults(), Map.of()));
    assertThat(NetworkConfig.of("main", "icon", List.of(node)))
        .isEqualTo(
            new NetworkConfig(
                "main",
                "icon",
                null,
                List.of(),
                null,
                List.of(node),
                3,
                false,
                true,
                LanesConfig.defaults(),
                CacheConfig.defaults(),
                StreamConfig.defaults(),
                ProbeConfig.defaults()));
  }

  @Test
  void theWholeTakesEveryDefault() {
    var node = NodeConfig.of("a", URI.create("http://node:9000"));
    var networks = List.of(NetworkConfig.of("main", "icon", List.of(node)));
    assertThat(GatewayConfig.of(networks))
        .isEqualTo(
            new GatewayConfig(
                ListenConfig.defaults(),
                AdminConfig.defaults(),
                LimitsConfig.defaults(),
                networks));
  }
}

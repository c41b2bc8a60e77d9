package headgate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.Lifecycle;
import headgate.chain.method.Lane;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.DoorsConfig;
import headgate.gateway.config.door.OverloadConfig;
import headgate.gateway.config.door.RatesConfig;
import headgate.gateway.config.operate.DrainConfig;
import headgate.gateway.config.role.FallbackConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
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
    assertThat(AdminConfig.defaults())
        .isEqualTo(new AdminConfig("127.0.0.1", 9900, List.of(), null));
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
                new LaneConfig(64, connect, Duration.ofSeconds(10), 3, true, true),
                new LaneConfig(32, connect, Duration.ofSeconds(15), 2),
                new LaneConfig(64, connect, Duration.ofSeconds(65), 2)));
  }

  @Test
  void aWriteIsSentToOneNodeOnce() {
    assertThat(WritesConfig.defaults()).isEqualTo(new WritesConfig(1, 0));
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
  void twoNodesHaveToAgreeWhereThereAreTwoAndNoOldHeadIsServed() {
    assertThat(HeadConfig.defaults()).isEqualTo(new HeadConfig(0, true, false));
    assertThat(HeadConfig.defaults().quorumOf(1)).isEqualTo(1);
    assertThat(HeadConfig.defaults().quorumOf(2)).isEqualTo(2);
    assertThat(HeadConfig.defaults().quorumOf(5)).isEqualTo(2);
    assertThat(new HeadConfig(3, true, false).quorumOf(5)).isEqualTo(3);
    assertThat(new HeadConfig(3, true, false).quorumOf(2)).isEqualTo(2);
  }

  @Test
  void whetherAChainGrowsIsSaidByItsProfile() {
    var live = new Lifecycle.Live();
    var frozen = new Lifecycle.Frozen(7, "0x" + "ab".repeat(32));
    assertThat(LifecycleConfig.defaults())
        .isEqualTo(new LifecycleConfig(LifecycleConfig.Word.PROFILE, null, null));
    assertThat(LifecycleConfig.defaults().over(frozen)).isEqualTo(frozen);
    assertThat(new LifecycleConfig(LifecycleConfig.Word.LIVE, null, null).over(frozen))
        .isEqualTo(live);
    assertThat(new LifecycleConfig(LifecycleConfig.Word.FROZEN, 7L, frozen.finalHash()).over(live))
        .isEqualTo(frozen);
  }

  @Test
  void tlsIsVerified() {
    assertThat(TlsConfig.defaults()).isEqualTo(new TlsConfig(true, null, null, null, null));
  }

  @Test
  void nodesAndNetworksTakeEveryDefault() {
    var node = NodeConfig.of("a", URI.create("http://node:9000"));
    assertThat(node).isEqualTo(new NodeConfig("a", node.url(), TlsConfig.defaults(), Map.of()));
    assertThat(node.duty()).isEqualTo(NodeDuty.EVERYTHING);
    assertThat(NodeDuty.EVERYTHING)
        .isEqualTo(new NodeDuty(NodeRole.PRIMARY, EnumSet.allOf(Lane.class)));
    assertThat(NetworkConfig.of("main", "icon", List.of(node)))
        .isEqualTo(
            new NetworkConfig(
                "main",
                "icon",
                null,
                List.of(),
                null,
                List.of(node),
                FallbackConfig.defaults(),
                3,
                false,
                true,
                LanesConfig.defaults(),
                WritesConfig.defaults(),
                CacheConfig.defaults(),
                StreamConfig.defaults(),
                ProbeConfig.defaults(),
                HeadConfig.defaults(),
                LifecycleConfig.defaults()));
  }

  @Test
  void fallbacksTakeAHundredCallsASecondAndHandBackAfterTen() {
    assertThat(FallbackConfig.defaults())
        .isEqualTo(new FallbackConfig(100, Duration.ofSeconds(10)));
  }

  @Test
  void aDrainGivesThreeSecondsNoticeAndEndsWithin25() {
    assertThat(DrainConfig.defaults())
        .isEqualTo(new DrainConfig(Duration.ofSeconds(3), Duration.ofSeconds(25)));
  }

  @Test
  void clientsAreWhoConnectsAndMayDoEverythingWithoutLimit() {
    assertThat(DoorsConfig.defaults())
        .isEqualTo(
            new DoorsConfig(
                new ClientsConfig(ClientsConfig.Source.SOCKET, List.of()),
                new AclConfig(AclConfig.Verdict.ALLOW, List.of(), List.of()),
                new RatesConfig(0, 1_000, 0, List.of()),
                new OverloadConfig(Duration.ZERO, List.of())));
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

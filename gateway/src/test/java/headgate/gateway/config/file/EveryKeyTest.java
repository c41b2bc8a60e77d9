package headgate.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfiles;
import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.gateway.address.AddressRange;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.CacheConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.LifecycleConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.config.TlsConfig;
import headgate.gateway.config.Transport;
import headgate.gateway.config.WritesConfig;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.AclConfig.AclRule;
import headgate.gateway.config.door.AclConfig.Verdict;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.DoorsConfig;
import headgate.gateway.config.door.OverloadConfig;
import headgate.gateway.config.door.RatesConfig;
import headgate.gateway.config.door.RatesConfig.RangeRate;
import headgate.gateway.config.operate.AccessLogConfig;
import headgate.gateway.config.operate.DrainConfig;
import headgate.gateway.config.operate.PeersConfig;
import headgate.gateway.config.role.FallbackConfig;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.rule.RuleScope;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every component of every record has a key, and every key reaches its component. */
class EveryKeyTest {
  private static final String FILE =
      """
      listen: {host: "::1", port: 1, loops: 2, transport: epoll, handover: handover.sock}
      admin: {host: "127.0.0.2", port: 3, hosts: ops.example, token: sixteen-letters-, debugFrom: 10.0.0.0/8}
      limits:
        bodyBytesMax: 4KiB
        batchCallsMax: 5
        depthMax: 16
        headerDeadline: 7s
        bodyDeadline: 8s
        idleDeadline: 9s
        writeDeadline: 10s
        connectionsMax: 12
        connectionsPerAddressMax: 11
        answerBytesMax: 13KiB
        bufferedBytesMax: 14MiB
      clients: {from: x-forwarded-for, trusted: [10.1.0.0/16, "fd00::/8"]}
      acl:
        otherwise: deny
        breakGlass: 192.0.2.1
        rules:
          - {deny: 203.0.113.0/24}
          - allow: [198.51.100.0/24]
            classes: [write, wait]
            methods: [icx_*]
            paths: [v3]
            networks: [main]
      rates:
        unitsPerSecond: 50
        burst: 51
        heldMax: 55
        ranges:
          - {addresses: 198.51.100.0/24, unitsPerSecond: 52, burst: 53}
      overload:
        queueDelay: 54ms
        validators: [198.51.100.7]
      accessLog: {file: "-", sample: 40, slow: 41ms}
      peers:
        host: "::1"
        port: 43
        gateways: ["[::2]:44", "127.0.0.3:45"]
        secret: thirty-two-printable-characters-
      drain: {notice: 4s, deadline: 43s}
      networks:
        main:
          chain: ./mine.yaml
          network: lisbon
          hosts: [rpc.example]
          pathPrefix: /main
          nodes:
            - name: first
              url: https://a
              tls:
                verify: false
                serverName: b
                clientCertificateFile: c
                clientKeyFile: d
              headers: {X-Key: e}
              role: fallback
              lanes: wait
            - {name: second, url: https://b, tls: {caFile: f}, lanes: [read, write]}
          fallback: {callsPerSecond: 41, returnAfter: 42s}
          lagMax: 15
          debugApi: true
          pins: false
          lanes:
            read: {inFlightPerNodeMax: 16, connectDeadline: 17s, deadline: 18s, triesMax: 1, hedge: false, adaptive: false}
            write: {inFlightPerNodeMax: 20, connectDeadline: 21s, deadline: 22s, triesMax: 3}
            wait: {inFlightPerNodeMax: 24, connectDeadline: 25s, deadline: 26s, triesMax: 4}
          writes: {fanOut: 1, rebroadcastBlocks: 27}
          cache: {enabled: false, bytesMax: 28MiB, microTtl: 29ms, entryBytesMax: 30KiB}
          streams:
            sessionsMax: 31
            sessionsPerAddressMax: 32
            sessionsPerNodeMax: 33
            pingInterval: 34s
            frameBytesMax: 35KiB
          probe: {interval: 100ms, deadline: 370ms}
          head: {quorum: 38, follow: false, serveWhileSyncing: true}
          lifecycle: frozen
          finalHeight: 39
          finalHash: "0x4040404040404040404040404040404040404040404040404040404040404040"
      """;

  @TempDir private Path folder;

  @Test
  void everyKeyReachesItsComponent() throws IOException {
    assertThat(read(FILE))
        .isEqualTo(
            new GatewayConfig(
                new ListenConfig("::1", 1, 2, Transport.EPOLL, folder.resolve("handover.sock")),
                new AdminConfig(
                    "127.0.0.2",
                    3,
                    List.of("ops.example"),
                    Secret.of("sixteen-letters-"),
                    List.of(AddressRange.parse("10.0.0.0/8"))),
                limits(),
                doors(),
                new AccessLogConfig("-", 40, Duration.ofMillis(41)),
                new PeersConfig(
                    "::1",
                    43,
                    List.of(PeersConfig.place("[::2]:44"), PeersConfig.place("127.0.0.3:45")),
                    Secret.of("thirty-two-printable-characters-")),
                new DrainConfig(Duration.ofSeconds(4), Duration.ofSeconds(43)),
                List.of(network())));
  }

  private static DoorsConfig doors() {
    var scope =
        new RuleScope(
            Set.of(MethodClass.WRITE, MethodClass.WAIT),
            List.of("icx_*"),
            List.of("v3"),
            List.of("main"));
    return new DoorsConfig(
        new ClientsConfig(ClientsConfig.Source.X_FORWARDED_FOR, ranges("10.1.0.0/16", "fd00::/8")),
        new AclConfig(
            Verdict.DENY,
            ranges("192.0.2.1"),
            List.of(
                new AclRule(Verdict.DENY, ranges("203.0.113.0/24"), RuleScope.EVERYTHING),
                new AclRule(Verdict.ALLOW, ranges("198.51.100.0/24"), scope))),
        new RatesConfig(50, 51, 55, List.of(new RangeRate(ranges("198.51.100.0/24"), 52, 53))),
        new OverloadConfig(Duration.ofMillis(54), ranges("198.51.100.7")));
  }

  private static List<AddressRange> ranges(String... ranges) {
    return Stream.of(ranges).map(AddressRange::parse).toList();
  }

  @Test
  void noComponentKeepsItsDefaultInThatFile() throws IOException {
    var defaults =
        GatewayConfig.of(
            List.of(
                NetworkConfig.of(
                    "name",
                    "icon",
                    List.of(
                        NodeConfig.of("node1", URI.create("http://a")),
                        NodeConfig.of("node2", URI.create("http://a:1"))))));
    // One has to be a primary, and a fan-out needs two. The two nodes share the keys of trust,
    // since
    // some of them exclude each other; only reads are ever hedged, or adapt.
    assertThat(unchanged(read(FILE), defaults, ""))
        .containsExactlyInAnyOrder(
            "networks[0].nodes[0].tls.caFile",
            "networks[0].nodes[1].headers",
            "networks[0].nodes[1].role",
            "networks[0].nodes[1].tls.verify",
            "networks[0].nodes[1].tls.serverName",
            "networks[0].nodes[1].tls.clientCertificateFile",
            "networks[0].nodes[1].tls.clientKeyFile",
            "networks[0].lanes.writes.hedge",
            "networks[0].lanes.waits.hedge",
            "networks[0].lanes.writes.adaptive",
            "networks[0].lanes.waits.adaptive",
            "networks[0].writes.fanOut");
  }

  private GatewayConfig read(String text) throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), ChainProfiles.builtInText("icon"));
    PemSamples.writeCertificate(folder.resolve("c"));
    PemSamples.writeKey(folder.resolve("d"));
    PemSamples.writeCertificate(folder.resolve("f"));
    var file = Files.writeString(folder.resolve("headgate.yaml"), text);
    return switch (ConfigFile.read(file, Map.of())) {
      case ConfigReading.Valid(var config) -> config;
      case ConfigReading.Invalid invalid -> throw new AssertionError(invalid.lines());
    };
  }

  private static LimitsConfig limits() {
    return new LimitsConfig(
        4 << 10,
        5,
        16,
        Duration.ofSeconds(7),
        Duration.ofSeconds(8),
        Duration.ofSeconds(9),
        Duration.ofSeconds(10),
        12,
        11,
        13 << 10,
        14 << 20);
  }

  private NetworkConfig network() {
    var trust = new TlsConfig(false, null, "b", folder.resolve("c"), folder.resolve("d"));
    var ownAuthority = new TlsConfig(true, folder.resolve("f"), null, null, null);
    return new NetworkConfig(
        "main",
        folder.resolve("./mine.yaml").toString(),
        "lisbon",
        List.of("rpc.example"),
        "/main",
        List.of(
            new NodeConfig(
                "first",
                URI.create("https://a"),
                trust,
                Map.of("X-Key", Secret.of("e")),
                NodeRole.FALLBACK,
                Set.of(Lane.WAIT)),
            new NodeConfig(
                "second",
                URI.create("https://b"),
                ownAuthority,
                Map.of(),
                NodeRole.PRIMARY,
                Set.of(Lane.READ, Lane.WRITE))),
        new FallbackConfig(41, Duration.ofSeconds(42)),
        15,
        true,
        false,
        new LanesConfig(lane(16, 17, 18, 1), lane(20, 21, 22, 3), lane(24, 25, 26, 4)),
        new WritesConfig(1, 27),
        new CacheConfig(false, 28 << 20, Duration.ofMillis(29), 30 << 10),
        new StreamConfig(31, 32, 33, Duration.ofSeconds(34), 35 << 10),
        new ProbeConfig(Duration.ofMillis(100), Duration.ofMillis(370)),
        new HeadConfig(38, false, true),
        new LifecycleConfig(LifecycleConfig.Word.FROZEN, 39L, "0x" + "40".repeat(32)));
  }

  private static LaneConfig lane(int inFlight, int connect, int deadline, int tries) {
    return new LaneConfig(
        inFlight, Duration.ofSeconds(connect), Duration.ofSeconds(deadline), tries);
  }

  /** The paths of all leaves that are equal in both. */
  private static List<String> unchanged(
      @Nullable Object left, @Nullable Object right, String path) {
    var paths = new ArrayList<String>();
    if (left instanceof Record && right instanceof Record) {
      for (var component : left.getClass().getRecordComponents()) {
        var inner = path.isEmpty() ? component.getName() : path + "." + component.getName();
        paths.addAll(unchanged(value(component, left), value(component, right), inner));
      }
    } else if (left instanceof List<?> a && right instanceof List<?> b && a.size() == b.size()) {
      for (var index = 0; index < a.size(); index++) {
        paths.addAll(unchanged(a.get(index), b.get(index), path + "[" + index + "]"));
      }
    } else if (Objects.equals(left, right)) {
      paths.add(path);
    }
    return paths;
  }

  private static @Nullable Object value(RecordComponent component, Object owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("a record without accessor", impossible);
    }
  }
}

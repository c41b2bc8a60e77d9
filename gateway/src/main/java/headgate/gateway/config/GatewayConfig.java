package headgate.gateway.config;

import headgate.gateway.config.door.DoorsConfig;
import headgate.gateway.config.operate.AccessLogConfig;
import headgate.gateway.config.operate.DrainConfig;
import headgate.gateway.config.operate.PeersConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of one gateway process.
 *
 * @param listen where calls come in
 * @param admin where health and metrics are read
 * @param limits what callers may use
 * @param doors who comes in, and for what
 * @param accessLog where a line is written for each call
 * @param peers the other gateways of the same operator
 * @param drain how it takes its leave
 * @param networks at least one; no two are chosen by the same host and path
 */
public record GatewayConfig(
    ListenConfig listen,
    AdminConfig admin,
    LimitsConfig limits,
    DoorsConfig doors,
    AccessLogConfig accessLog,
    PeersConfig peers,
    DrainConfig drain,
    List<NetworkConfig> networks) {
  private static final int NETWORKS_MAX = 64;
  private static final Set<String> ANY_HOST = Set.of("0.0.0.0", "::", "");

  public GatewayConfig {
    networks = List.copyOf(networks);
    new Rules()
        .that("networks", !networks.isEmpty(), "must name at least one network")
        .within("networks", networks.size(), 0, NETWORKS_MAX)
        .that(
            "admin.port", !sharePort(listen, admin), "must not be listen.port at the same address")
        .that("networks", distinctNames(networks), "must not use a name twice")
        .that(
            "networks",
            distinctDoors(networks),
            "must differ in hosts or pathPrefix: two are chosen by the same requests")
        .check();
  }

  /** Whether both would be bound to one port of one address; 0 is any free one. */
  private static boolean sharePort(ListenConfig listen, AdminConfig admin) {
    return listen.port() != 0
        && listen.port() == admin.port()
        && (listen.host().equals(admin.host())
            || ANY_HOST.contains(listen.host())
            || ANY_HOST.contains(admin.host()));
  }

  /** A configuration without an access log and without other gateways, and with the usual drain. */
  public GatewayConfig(
      ListenConfig listen, AdminConfig admin, LimitsConfig limits, List<NetworkConfig> networks) {
    this(
        listen,
        admin,
        limits,
        DoorsConfig.defaults(),
        AccessLogConfig.defaults(),
        PeersConfig.defaults(),
        DrainConfig.defaults(),
        networks);
  }

  /** These networks, with every other setting at its default. */
  public static GatewayConfig of(List<NetworkConfig> networks) {
    return new GatewayConfig(
        ListenConfig.defaults(), AdminConfig.defaults(), LimitsConfig.defaults(), networks);
  }

  /** The same with other places to listen at. */
  public GatewayConfig at(ListenConfig newListen, AdminConfig newAdmin) {
    return new GatewayConfig(newListen, newAdmin, limits, doors, accessLog, peers, drain, networks);
  }

  /** The same with other doors. */
  public GatewayConfig behind(DoorsConfig newDoors) {
    return new GatewayConfig(listen, admin, limits, newDoors, accessLog, peers, drain, networks);
  }

  /** The same with another access log. */
  public GatewayConfig logging(AccessLogConfig newAccessLog) {
    return new GatewayConfig(listen, admin, limits, doors, newAccessLog, peers, drain, networks);
  }

  /** The same with other gateways. */
  public GatewayConfig beside(PeersConfig newPeers) {
    return new GatewayConfig(listen, admin, limits, doors, accessLog, newPeers, drain, networks);
  }

  /** The same that takes its leave in another way. */
  public GatewayConfig draining(DrainConfig newDrain) {
    return new GatewayConfig(listen, admin, limits, doors, accessLog, peers, newDrain, networks);
  }

  private static boolean distinctNames(List<NetworkConfig> networks) {
    var seen = new HashSet<String>();
    return networks.stream().allMatch(network -> seen.add(network.name()));
  }

  /** A network without hosts stands for every host that no other one names. */
  private static boolean distinctDoors(List<NetworkConfig> networks) {
    var seen = new HashSet<Door>();
    for (var network : networks) {
      var hosts = network.hosts().isEmpty() ? List.of("") : network.hosts();
      for (var host : hosts) {
        if (!seen.add(new Door(host, network.pathPrefix()))) {
          return false;
        }
      }
    }
    return true;
  }

  private record Door(String host, @Nullable String pathPrefix) {}
}

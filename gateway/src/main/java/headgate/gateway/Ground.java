package headgate.gateway;

import static java.util.Objects.requireNonNull;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.client.ConfiguredRules;
import headgate.gateway.client.Meter;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.Machine;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.netty.TlsContexts;
import headgate.gateway.observe.access.AccessLog;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.peer.PeerFeed;
import headgate.gateway.rate.HeldTable;
import headgate.gateway.rate.RateTable;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import headgate.gateway.upstream.Node;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the parts of one gateway stand on, whatever its configuration is. */
final class Ground {
  private final Machine machine;
  private final EventLoops loops;
  private final Outside outside;
  private final ByteBudget budget;
  private final RateTable rates;
  private final HeldTable held;
  private final Map<NettyLoop, Wire> wires;
  private final Map<NettyLoop, LoopAccess> accesses;

  /**
   * Who there is beside the callers.
   *
   * @param tls what the nodes' certificates are judged by
   * @param peers other gateways
   */
  record Outside(TlsContexts tls, PeerFeed peers) {}

  /**
   * A ground of loops that run.
   *
   * @param budget charged with what is held for callers
   */
  Ground(
      Machine machine, EventLoops loops, Outside outside, ByteBudget budget, AccessLog accessLog) {
    this.machine = machine;
    this.loops = loops;
    this.outside = outside;
    this.budget = budget;
    rates = new RateTable(machine.secrets().nextLong(), machine.clock().nanos());
    held = new HeldTable(machine.secrets().nextLong());
    wires = each(loops, loop -> machine.wire(loop, loops, outside.tls));
    accesses = each(loops, _ -> accessLog.forLoop());
  }

  private static <T> Map<NettyLoop, T> each(EventLoops loops, Function<NettyLoop, T> part) {
    return loops.loops().stream().collect(Collectors.toUnmodifiableMap(loop -> loop, part));
  }

  /**
   * What the certificates of all nodes of a configuration are judged by, read from their files.
   *
   * @throws IllegalArgumentException where a file cannot be used
   */
  static TlsContexts certificates(GatewayConfig config) {
    var contexts = new TlsContexts();
    for (var network : config.networks()) {
      for (var node : network.nodes()) {
        new Node(0, node, network.lanes()).loadTls(contexts::load);
      }
    }
    return contexts;
  }

  Machine machine() {
    return machine;
  }

  List<NettyLoop> loops() {
    return loops.loops();
  }

  TlsContexts tls() {
    return outside.tls;
  }

  /** Who tells other gateways what is served here. */
  PeerFeed peers() {
    return outside.peers;
  }

  /** Counts what clients ask for under a configuration; what nothing closes is not counted. */
  Meter meter(GatewayConfig config, ConfiguredRules rules) {
    return new Meter(config.doors().rates(), rules.breakGlass(), rates, held, machine.clock());
  }

  ByteBudget budget() {
    return budget;
  }

  /** The way to nodes of one of the loops. */
  Wire wire(Loop loop) {
    return requireNonNull(wires.get(loop), "a loop of another gateway");
  }

  /** A loop's part of the access log. */
  LoopAccess access(Loop loop) {
    return requireNonNull(accesses.get(loop), "a loop of another gateway");
  }
}

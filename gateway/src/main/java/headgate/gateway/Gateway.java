package headgate.gateway;

import headgate.chain.ChainNetwork;
import headgate.chain.ChainProfile;
import headgate.chain.ChainProfiles;
import headgate.chain.Lifecycle;
import headgate.chain.yaml.InvalidYaml;
import headgate.gateway.admin.AdminServer;
import headgate.gateway.admin.orders.Operations;
import headgate.gateway.admit.AcceptDoor;
import headgate.gateway.admit.ByteBudget;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.Transport;
import headgate.gateway.listen.RpcListener;
import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.Machine;
import headgate.gateway.netty.SystemMachine;
import headgate.gateway.netty.TlsContexts;
import headgate.gateway.observe.Metrics;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.ProcessStatus;
import headgate.gateway.observe.ReasonCount;
import headgate.gateway.observe.Statistics;
import headgate.gateway.observe.StatusSource;
import headgate.gateway.observe.access.AccessLog;
import headgate.gateway.peer.HintedNetwork;
import headgate.gateway.peer.PeerFeed;
import headgate.gateway.route.NetworkDoors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The gateway, put together: every part is made here and in {@link LoopAssembly}, by its
 * constructor, in the order of the walk.
 *
 * <p>A gateway is provisioned, started and stopped, once each.
 */
public final class Gateway implements StatusSource, Operations {
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(1);

  private final GatewayConfig config;
  private final List<Network> networks;
  private final EventLoops loops;
  private final LoopAssembly assembly;
  private final AcceptDoor acceptDoor;
  private final ByteBudget budget;
  private final AccessLog accessLog;
  private final RpcListener listener;
  private final PeerFeed peers;
  private @Nullable AdminServer admin;

  private Gateway(GatewayConfig config, List<Network> networks, Machine machine) {
    this.config = config;
    this.networks = networks;
    var limits = config.limits();
    acceptDoor = new AcceptDoor(limits.connectionsMax(), limits.connectionsPerAddressMax());
    budget = new ByteBudget(limits.bufferedBytesMax());
    // What can be wrong with the configuration comes before what would have to be closed then.
    var tls = tlsContexts(networks);
    var doors = doors(networks);
    loops = machine.startLoops(loopCount(config), config.listen().transport() != Transport.NIO);
    accessLog = AccessLog.of(config.accessLog(), machine.clock(), machine.secrets());
    peers = PeerFeed.of(config.peers(), machine.clock(), machine.secrets(), this::hinted);
    var ground = new Ground(machine, loops, tls, peers);
    assembly = new LoopAssembly(config, networks, budget, ground, accessLog);
    listener =
        new RpcListener(
            loops,
            acceptDoor,
            new RpcListener.Terms(
                budget,
                loop -> {
                  var service = assembly.service(loop, doors);
                  return () -> service;
                },
                assembly::access));
  }

  private static int loopCount(GatewayConfig config) {
    return config.listen().loops() > 0
        ? config.listen().loops()
        : Runtime.getRuntime().availableProcessors();
  }

  private static TlsContexts tlsContexts(List<Network> networks) {
    var contexts = new TlsContexts();
    networks.forEach(network -> network.nodes().forEach(node -> node.loadTls(contexts::load)));
    return contexts;
  }

  private static NetworkDoors doors(List<Network> networks) {
    return new NetworkDoors(
        networks.stream()
            .map(network ->
                new NetworkDoors.Choice(
                    network.config(),
                    network.profile(),
                    network::channel,
                    () -> network.view().servingHeight() >= 0))
            .toList());
  }

  /**
   * Makes a gateway: reads the chains' profiles and the TLS files, starts the event loops, opens no
   * socket.
   *
   * @throws StartFailure where a profile, a network's name or a TLS file cannot be used
   */
  public static Gateway provision(GatewayConfig config) throws StartFailure {
    return provision(config, new SystemMachine());
  }

  /**
   * The same on a machine of the caller's choice.
   *
   * @throws StartFailure as above
   */
  public static Gateway provision(GatewayConfig config, Machine machine) throws StartFailure {
    var networks = new ArrayList<Network>();
    for (var each : config.networks()) {
      var profile = profile(each);
      networks.add(new Network(each, profile, named(each, profile), machine));
    }
    try {
      return new Gateway(config, List.copyOf(networks), machine);
    } catch (IllegalArgumentException unusable) {
      throw new StartFailure(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private static ChainProfile profile(NetworkConfig config) throws StartFailure {
    try {
      return ChainProfiles.names().contains(config.chain())
          ? ChainProfiles.builtIn(config.chain())
          : ChainProfiles.load(Path.of(config.chain()));
    } catch (IOException unreadable) {
      throw new StartFailure(
          "network "
              + config.name()
              + ": chain \""
              + config.chain()
              + "\" is neither one of "
              + ChainProfiles.names()
              + " nor a file that can be read",
          unreadable);
    } catch (InvalidYaml invalid) {
      throw new StartFailure(String.valueOf(invalid.getMessage()), invalid);
    }
  }

  private static @Nullable ChainNetwork named(NetworkConfig config, ChainProfile profile)
      throws StartFailure {
    if (config.network() == null) {
      return null;
    }
    var named = profile.networks().get(config.network());
    if (named == null) {
      throw new StartFailure(
          "network "
              + config.name()
              + ": chain "
              + profile.name()
              + " has no network \""
              + config.network()
              + "\", only "
              + profile.networks().keySet());
    }
    return named;
  }

  /**
   * Begins to probe the nodes, to listen, and to hear other gateways.
   *
   * @throws StartFailure where an address cannot be had or the access log not be written; the
   *     gateway is stopped then
   */
  public void start() throws StartFailure {
    serve();
    try {
      admin = boundAdmin();
      admin.start();
      peers.open();
    } catch (IOException unbound) {
      throw stopped(unbound);
    }
  }

  /**
   * The same without a port for metrics and health, whose words are had from this object, and
   * without one for other gateways.
   *
   * @throws StartFailure as above
   */
  public void serve() throws StartFailure {
    assembly.start();
    try {
      accessLog.start();
      listener.bind(config.listen());
    } catch (IOException unbound) {
      throw stopped(unbound);
    }
  }

  private StartFailure stopped(IOException unbound) {
    stop();
    return new StartFailure(String.valueOf(unbound.getMessage()), unbound);
  }

  private AdminServer boundAdmin() throws IOException {
    var at = config.admin();
    try {
      return AdminServer.bind(at, new Metrics(statistics(), this), this, this);
    } catch (IOException unbound) {
      throw new IOException(
          "cannot listen on "
              + at.host()
              + ":"
              + at.port()
              + " for metrics and health: "
              + unbound.getMessage(),
          unbound);
    }
  }

  /** The port that callers reach. */
  public int port() {
    return listener.port();
  }

  /** The port of metrics and health. */
  public int adminPort() {
    if (admin == null) {
      throw new IllegalStateException("not started");
    }
    return admin.port();
  }

  /** The UDP port on which other gateways are heard; only where there are any. */
  public int peerPort() {
    return peers.port();
  }

  /** The statistics of each network, in the order of the configuration. */
  public List<Statistics> statistics() {
    return networks.stream().map(Network::statistics).toList();
  }

  @Override
  public List<NetworkStatus> networks() {
    return networks.stream().map(Network::status).toList();
  }

  @Override
  public ProcessStatus process() {
    return new ProcessStatus(
        acceptDoor.open(),
        budget.used(),
        loops.memoryBytes(),
        List.of(new ReasonCount("connection_cap", acceptDoor.refused())),
        accessLog.counts(),
        peers.status());
  }

  private @Nullable HintedNetwork hinted(String name) {
    for (var network : networks) {
      if (network.config().name().equals(name)) {
        return new HintedNetwork(network.view(), network.head());
      }
    }
    return null;
  }

  @Override
  public void drain(int network, int node) {
    networks.get(network).head().drain(node);
  }

  @Override
  public void resume(int network, int node) {
    networks.get(network).head().resume(node);
  }

  @Override
  public CompletableFuture<Boolean> lowerHead(int network, long from, long to) {
    return networks.get(network).head().lowerServingHeight(from, to);
  }

  @Override
  public boolean isFrozen(int network) {
    return networks.get(network).lifecycle() instanceof Lifecycle.Frozen;
  }

  @Override
  public void clearCaches(int network) {
    networks.get(network).head().raiseGeneration("ordered by an operator");
  }

  @Override
  public CompletableFuture<String> explain(int network, String call, boolean live) {
    return assembly.explainer(network).explain(call, live);
  }

  /** Stops listening and probing, and closes every connection. */
  public void stop() {
    if (admin != null) {
      admin.stop();
    }
    peers.close();
    listener.close();
    assembly.stop();
    loops.close();
    // Last, so that what was said while all this ended is written too.
    accessLog.stop(LOG_PATIENCE);
  }
}

package headgate.gateway;

import headgate.gateway.admin.AdminServer;
import headgate.gateway.admin.orders.Operations;
import headgate.gateway.admit.AcceptDoor;
import headgate.gateway.admit.ByteBudget;
import headgate.gateway.client.AclDesk;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.Transport;
import headgate.gateway.config.file.ConfigReading;
import headgate.gateway.handover.Takeover;
import headgate.gateway.leave.Leave;
import headgate.gateway.listen.RpcListener;
import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.Machine;
import headgate.gateway.netty.NettyTransport;
import headgate.gateway.netty.SystemMachine;
import headgate.gateway.netty.TlsContexts;
import headgate.gateway.netty.local.LocalSockets;
import headgate.gateway.network.Network;
import headgate.gateway.observe.Metrics;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.ProcessStatus;
import headgate.gateway.observe.ReasonCount;
import headgate.gateway.observe.Statistics;
import headgate.gateway.observe.StatusSource;
import headgate.gateway.observe.access.AccessLog;
import headgate.gateway.peer.PeerFeed;
import headgate.gateway.ports.Ports;
import headgate.gateway.reload.ReloadOutcome;
import headgate.gateway.reload.Reloads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The gateway, put together: every part is made here and in {@link LoopAssembly}, by its
 * constructor, in the order of the walk.
 *
 * <p>A gateway is provisioned, started and stopped, once each.
 */
public final class Gateway implements StatusSource, Operations {
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(1);

  private final AcceptDoor acceptDoor;
  private final ByteBudget budget;
  private final EventLoops loops;
  private final AccessLog accessLog;
  private final Reloads reloads;
  private final RpcListener listener;
  private final PeerFeed peers;
  private final AtomicReference<Edition> edition;
  private final Ports ports;
  private final AclDesk acl;

  private Gateway(GatewayConfig config, List<NetworkPlan> plans, Machine machine) {
    var limits = config.limits();
    acceptDoor =
        new AcceptDoor(
            limits.connectionsMax(), limits.connectionsPerAddressMax(), () -> edition().clients());
    budget = new ByteBudget(limits.bufferedBytesMax());
    // What can be wrong with the configuration comes before what would have to be closed then.
    var tls = Ground.certificates(config);
    Edition.rules(config, plans);
    loops = startedLoops(config.listen(), machine);
    accessLog = AccessLog.of(config.accessLog(), machine.clock(), machine.secrets());
    peers =
        PeerFeed.of(
            config.peers(), machine.clock(), machine.secrets(), name -> edition().hinted(name));
    var ground = new Ground(machine, loops, new Ground.Outside(tls, peers), budget, accessLog);
    edition = new AtomicReference<>(Edition.first(config, plans, ground));
    edition().shed();
    reloads = new Reloads(this::reload, machine.clock());
    acl = new AclDesk(loops.loops().getFirst(), machine.clock(), edition::get);
    listener =
        new RpcListener(
            loops,
            acceptDoor,
            new RpcListener.Terms(
                budget, loop -> () -> edition.get().service(loop), ground::access));
    ports = new Ports(loops, listener, peers, served(), this::bindAdmin);
    ports.onHandedOver(this::drain);
  }

  private Edition edition() {
    return edition.get();
  }

  @Override
  public AclDesk acl() {
    return acl;
  }

  private Ports.Served served() {
    return new Ports.Served(this::config, () -> edition.get().networks());
  }

  private AdminServer bindAdmin(AdminConfig at, boolean shared) throws IOException {
    return AdminServer.bind(at, shared, new Metrics(this::statistics, this), this, this);
  }

  private static EventLoops startedLoops(ListenConfig listen, Machine machine) {
    var count = listen.loops() > 0 ? listen.loops() : Runtime.getRuntime().availableProcessors();
    return machine.startLoops(count, transport(listen.transport(), machine));
  }

  private static NettyTransport transport(Transport wanted, Machine machine) {
    var transport =
        switch (wanted) {
          case AUTO ->
              machine.has(NettyTransport.EPOLL) ? NettyTransport.EPOLL : NettyTransport.NIO;
          case EPOLL -> NettyTransport.EPOLL;
          case NIO -> NettyTransport.NIO;
          case IO_URING -> NettyTransport.IO_URING;
        };
    if (!machine.has(transport)) {
      throw new IllegalArgumentException(
          "listen.transport: this machine has no " + transport + "; with auto it would do without");
    }
    return transport;
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
    var plans = NetworkPlan.all(config);
    try {
      return new Gateway(config, plans, machine);
    } catch (IllegalArgumentException unusable) {
      throw new StartFailure(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  // ---- its sockets

  /**
   * Begins to probe the nodes, to listen, and to hear other gateways.
   *
   * @throws StartFailure where an address cannot be had or the access log not be written; the
   *     gateway is stopped then
   */
  public void start() throws StartFailure {
    open(() -> {
      ports.openForCalls();
      ports.openOthers();
    });
  }

  /**
   * The same where callers come over a socket that listens already and was passed to this process;
   * the configured host and port for calls are not used. Callers who have come wait until every
   * network can answer, for ten seconds at most.
   *
   * @param descriptor the socket's number
   * @throws StartFailure as above, and where the socket cannot be taken over
   */
  public void startOn(int descriptor) throws StartFailure {
    open(() -> {
      ports.openForCallsOn(descriptor);
      ports.openOthers();
    });
  }

  /**
   * The same in the place of a gateway that runs and listens at {@code listen.handover}: once every
   * network can answer, that one's callers come here, over the same socket, and it drains.
   *
   * @return false where no gateway listens there, and then nothing has happened
   * @throws StartFailure as above, and where the callers would be worse off; the other one goes on
   *     then as if nothing had been
   */
  public boolean takeOver() throws StartFailure {
    var path = config().listen().handover();
    if (path == null) {
      return false;
    }
    try {
      var found = Takeover.from(new LocalSockets(loops), path);
      if (found.isEmpty()) {
        return false;
      }
      // Closed before the loops are.
      try (var before = found.get()) {
        begin();
        ports.openAfter(before);
      }
      return true;
    } catch (IOException unopened) {
      throw stopped(unopened);
    }
  }

  /**
   * The same without a port for metrics and health, whose words are had from this object, and
   * without one for other gateways.
   *
   * @throws StartFailure as above
   */
  public void serve() throws StartFailure {
    open(ports::openForCalls);
  }

  /** Has callers come in. */
  @FunctionalInterface
  private interface Opening {
    void open() throws IOException;
  }

  private void open(Opening opening) throws StartFailure {
    try {
      begin();
      opening.open();
    } catch (IOException unopened) {
      throw stopped(unopened);
    }
  }

  private void begin() throws IOException {
    edition.get().start();
    accessLog.start();
  }

  private StartFailure stopped(IOException unopened) {
    stop();
    return new StartFailure(String.valueOf(unopened.getMessage()), unopened);
  }

  /**
   * What is done once another process has taken the callers and every port here is closed; unless
   * somebody says otherwise it is {@link #drain}.
   */
  public void onHandedOver(Runnable task) {
    ports.onHandedOver(task);
  }

  /** The port that callers reach. */
  public int port() {
    return ports.port();
  }

  /** The port of metrics and health. */
  public int adminPort() {
    return ports.adminPort();
  }

  /** The UDP port on which other gateways are heard; only where there are any. */
  public int peerPort() {
    return ports.peerPort();
  }

  /** The statistics of each network, in the order of the configuration. */
  public List<Statistics> statistics() {
    return edition.get().networks().stream().map(Network::statistics).toList();
  }

  @Override
  public List<NetworkStatus> networks() {
    return edition.get().networks().stream().map(Network::status).toList();
  }

  @Override
  public ProcessStatus process() {
    return new ProcessStatus(
        acceptDoor.open(),
        budget.used(),
        loops.memoryBytes(),
        List.of(
            new ReasonCount("connection_cap", acceptDoor.refused()),
            new ReasonCount("denied", acceptDoor.denied())),
        accessLog.counts(),
        peers.status(),
        reloads.status());
  }

  private GatewayConfig config() {
    return edition.get().config();
  }

  // ---- another configuration

  /** Where the configuration is read from when a reload is ordered. */
  public void reloadFrom(Supplier<ConfigReading> source) {
    reloads.readFrom(source);
  }

  /** Every reload of this gateway. */
  public Reloads reloads() {
    return reloads;
  }

  @Override
  public CompletableFuture<ReloadOutcome> reload(String by, boolean force) {
    return reloads.order(by, force);
  }

  private CompletableFuture<ReloadOutcome> reload(GatewayConfig next, boolean force) {
    var terms = new Reload.Terms(force, listener::leaving);
    return Reload.to(next, edition.get(), terms, this::swap);
  }

  /** From here on every request that begins sees the new edition, and nothing of the old one. */
  private void swap(Edition next, TlsContexts tls) {
    var limits = next.config().limits();
    next.ground().tls().renew(tls);
    budget.boundAt(limits.bufferedBytesMax());
    acceptDoor.capAt(limits.connectionsMax(), limits.connectionsPerAddressMax());
    edition.set(next);
    acl.judge();
    next.shed();
    ports.reconfigure(next.config().admin());
  }

  @Override
  public boolean drain(String network, String node) {
    return edition.get().drain(network, node, true);
  }

  @Override
  public boolean resume(String network, String node) {
    return edition.get().drain(network, node, false);
  }

  @Override
  public CompletableFuture<Boolean> lowerHead(String network, long from, long to) {
    return edition.get().lowerHead(network, from, to);
  }

  @Override
  public boolean isFrozen(String network) {
    return edition.get().isFrozen(network);
  }

  @Override
  public boolean clearCaches(String network) {
    return edition.get().clearCaches(network);
  }

  @Override
  public CompletableFuture<String> explain(String network, String call, boolean live) {
    return edition.get().explain(network, call, live);
  }

  // ---- its end

  /**
   * Begins to take its leave of callers as the configuration says, so that no request is lost; no
   * reload is taken any more.
   *
   * @return completed on the first loop, with the number of connections that were cut off
   */
  public CompletableFuture<Integer> leave() {
    var leave =
        new Leave(
            listener,
            ports::closeDoor,
            acceptDoor,
            () -> edition.get().endStreams(),
            () -> edition.get().calls());
    return leave.begin(loops.loops().getFirst(), config().drain(), ports.door());
  }

  /** Takes its leave, and stops; returns when that is over. */
  public void drain() {
    Leave.await(leave(), config().drain());
    stop();
  }

  @Override
  public boolean draining() {
    return listener.leaving();
  }

  /** Stops listening and probing, and closes every connection. */
  public void stop() {
    ports.close();
    edition.get().stop();
    loops.close();
    // Last, so that what was said while all this ended is written too.
    accessLog.stop(LOG_PATIENCE);
  }
}

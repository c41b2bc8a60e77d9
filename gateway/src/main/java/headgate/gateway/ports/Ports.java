package headgate.gateway.ports;

import headgate.gateway.admin.AdminServer;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.handover.HandoverDoor;
import headgate.gateway.handover.Inheritance;
import headgate.gateway.handover.Takeover;
import headgate.gateway.leave.Drain;
import headgate.gateway.listen.RpcListener;
import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.local.LocalSockets;
import headgate.gateway.network.Network;
import headgate.gateway.network.Succession;
import headgate.gateway.peer.PeerFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of one gateway: that of its callers, that of metrics and health, that of other
 * gateways, and the one where the next process asks for the callers.
 */
public final class Ports {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);
  private static final Duration READY_PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final EventLoops loops;
  private final RpcListener listener;
  private final PeerFeed peers;
  private final Served served;
  private final AdminOpening adminOpening;
  private volatile @Nullable AdminServer admin;
  private volatile @Nullable HandoverDoor handover;
  private volatile boolean handedOver;
  private volatile Runnable onHandedOver = () -> {};

  /**
   * What is served, as it is now whenever one asks.
   *
   * @param config its configuration
   * @param networks its networks
   */
  public record Served(Supplier<GatewayConfig> config, Supplier<List<Network>> networks) {}

  /** Takes the port of metrics and health. */
  @FunctionalInterface
  public interface AdminOpening {
    /**
     * Takes it.
     *
     * @param shared whether another process of the user may have it too
     * @throws IOException where it cannot be had
     */
    AdminServer bind(AdminConfig at, boolean shared) throws IOException;
  }

  /**
   * Sockets of which none is open.
   *
   * @param served what is served now
   */
  public Ports(
      EventLoops loops,
      RpcListener listener,
      PeerFeed peers,
      Served served,
      AdminOpening adminOpening) {
    this.loops = loops;
    this.listener = listener;
    this.peers = peers;
    this.served = served;
    this.adminOpening = adminOpening;
  }

  private GatewayConfig config() {
    return served.config.get();
  }

  private List<Network> networks() {
    return served.networks.get();
  }

  // ---- opening

  /**
   * Has callers come to where the configuration says.
   *
   * @throws IOException where the address cannot be had
   */
  public void openForCalls() throws IOException {
    listener.bind(config().listen());
  }

  /**
   * Has callers come over a socket that was passed to this process, once each can be answered.
   *
   * @throws IOException where it is none, or cannot be taken over
   */
  public void openForCallsOn(int descriptor) throws IOException {
    awaitReady();
    listener.adopt(descriptor);
    listener.accepting(true);
  }

  /**
   * Opens everything but that of callers.
   *
   * @throws IOException where an address or path cannot be had
   */
  public void openOthers() throws IOException {
    openBeside();
    openHandover();
  }

  /**
   * All of it, in the place of a process that runs.
   *
   * @throws IOException where that cannot be done, and then the other one has its callers still
   */
  public void openAfter(Takeover before) throws IOException {
    awaitReady();
    openBeside();
    Succession.take(networks(), before.take());
    listener.adopt(before.adopt());
    before.taken();
    listener.accepting(true);
    before.awaitPortsClosed();
    try {
      openHandover();
    } catch (IOException unopened) {
      LOG.error("callers cannot be handed over from here: {}", unopened.getMessage());
    }
  }

  private void openBeside() throws IOException {
    var at = config().admin();
    var shared = config().listen().handover() != null;
    try {
      var opened = adminOpening.bind(at, shared);
      admin = opened;
      opened.start();
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
    peers.open(shared);
  }

  private void awaitReady() {
    var clock = loops.loops().getFirst().clock();
    var beganNanos = clock.nanos();
    while (!networks().stream().allMatch(network -> network.view().ready())
        && clock.nanos() - beganNanos < READY_PATIENCE.toNanos()) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  // ---- the process after this one

  private void openHandover() throws IOException {
    var path = config().listen().handover();
    if (path != null) {
      var loop = loops.loops().getFirst();
      handover = HandoverDoor.open(new LocalSockets(loops), path, loop, new House());
    }
  }

  /** What is done once another process has the callers and every port here is closed. */
  public void onHandedOver(Runnable task) {
    onHandedOver = task;
  }

  /** Whether callers come to this process or to another one by now. */
  public Drain.Door door() {
    return handedOver ? Drain.Door.HANDED_OVER : Drain.Door.OPEN;
  }

  /** The callers' socket and what is known of the networks, for the process that asks. */
  private final class House implements HandoverDoor.House {
    @Override
    public int socket() {
      return listener.descriptor();
    }

    @Override
    public void accepting(boolean now) {
      listener.accepting(now);
    }

    @Override
    public List<Inheritance> left() {
      return Succession.left(networks());
    }

    /** Not on the loop, which has to be there while a port is closed. */
    @Override
    public void handedOver(Runnable portsClosed) {
      handedOver = true;
      Thread.ofVirtual()
          .name("handed-over")
          .start(() -> {
            try {
              closeOthers();
            } finally {
              try {
                portsClosed.run();
              } finally {
                onHandedOver.run();
              }
            }
          });
    }
  }

  // ---- what is open

  /** The port that callers reach. */
  public int port() {
    return listener.port();
  }

  /** The port of metrics and health. */
  public int adminPort() {
    var opened = admin;
    if (opened == null) {
      throw new IllegalStateException("not started");
    }
    return opened.port();
  }

  /** The UDP port on which other gateways are heard. */
  public int peerPort() {
    return peers.port();
  }

  /** Judges requests for metrics and orders by another configuration from now on. */
  public void reconfigure(AdminConfig next) {
    var opened = admin;
    if (opened != null) {
      opened.reconfigure(next);
    }
  }

  // ---- closing

  private void closeOthers() {
    var port = admin;
    if (port != null) {
      port.stop();
    }
    peers.close();
    var door = handover;
    if (door != null) {
      door.close();
    }
  }

  /** Nobody is accepted any more, and no process is given the callers; does not wait for that. */
  public void closeDoor() {
    listener.closeSoon();
    var next = handover;
    if (next != null) {
      next.closeSoon();
    }
  }

  /** Closes everything that is open. */
  public void close() {
    closeOthers();
    listener.close();
  }
}

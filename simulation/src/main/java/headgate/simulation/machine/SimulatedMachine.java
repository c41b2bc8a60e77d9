package headgate.simulation.machine;

import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.Machine;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.netty.NettyTransport;
import headgate.gateway.netty.TlsContexts;
import headgate.gateway.seam.Wire;
import headgate.simulation.Chance;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The one thread's worth of machine on which a gateway is simulated. */
public final class SimulatedMachine implements Machine {
  private final Agenda agenda;
  private final VirtualClock clock;
  private final Chance chance;
  private final Function<NettyLoop, Wire> wires;
  private @Nullable SimulatedLoops loops;
  private @Nullable ListeningSocket listening;

  /**
   * A machine on which nothing runs yet.
   *
   * @param chance what its loops and the gateway's own choices are drawn from
   * @param wires the way from a loop to the simulated nodes
   */
  public SimulatedMachine(
      Agenda agenda, VirtualClock clock, Chance chance, Function<NettyLoop, Wire> wires) {
    this.agenda = agenda;
    this.clock = clock;
    this.chance = chance;
    this.wires = wires;
  }

  @Override
  public VirtualClock clock() {
    return clock;
  }

  @Override
  public boolean has(NettyTransport transport) {
    return true;
  }

  @Override
  public EventLoops startLoops(int count, NettyTransport transport) {
    var started = new SimulatedLoops(count, agenda, chance.split());
    loops = started;
    return new EventLoops(started, this::listen, SimulatedMachine::noSocket, clock);
  }

  private ListeningSocket listen() {
    var made = new ListeningSocket();
    listening = made;
    return made;
  }

  private static CallerSocket noSocket() {
    throw new UnsupportedOperationException("the simulated wire has no sockets");
  }

  @Override
  public Wire wire(NettyLoop loop, EventLoops all, TlsContexts tls) {
    return wires.apply(loop);
  }

  @Override
  public RandomGenerator chance() {
    return chance.split().generator();
  }

  @Override
  public RandomGenerator secrets() {
    return chance.split().generator();
  }

  @Override
  public Executor background() {
    return Runnable::run;
  }

  /** The loops, once they are started. */
  public List<SimulatedLoop> loops() {
    var started = loops;
    return started == null ? List.of() : started.all();
  }

  /** Connects a caller; the gateway learns of it at once, on its accepting loop. */
  public CallerSocket connect(InetSocketAddress from, CallerSocket.Caller caller) {
    var to = listening;
    if (to == null) {
      throw new IllegalStateException("nobody listens yet");
    }
    var socket = new CallerSocket(to, from, caller);
    to.accept(socket);
    return socket;
  }
}

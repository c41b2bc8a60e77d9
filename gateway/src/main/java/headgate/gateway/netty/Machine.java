package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Wire;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a gateway runs on: time, event loops, wires, chance, and threads beside the loops.
 *
 * <p>There is the real one, {@link SystemMachine}, and whatever a simulation puts in its place. All
 * that a gateway takes from the world while it serves calls comes from here.
 */
public interface Machine {
  /** The clock of everything that the gateway does. */
  Clock clock();

  /** Whether loops can wait for sockets in this way. */
  boolean has(NettyTransport transport);

  /**
   * Starts the event loops.
   *
   * @param count at least 1
   * @param transport the machine has it
   */
  EventLoops startLoops(int count, NettyTransport transport);

  /** The way to nodes of one of those loops. */
  Wire wire(NettyLoop loop, EventLoops loops, TlsContexts tls);

  /** A generator for choices that decide nothing of weight; one for each that asks. */
  RandomGenerator chance();

  /** A generator for what no caller may guess; one for each that asks. */
  RandomGenerator secrets();

  /**
   * Runs the small tasks by which a cache keeps itself in order. Where it was asked is the right
   * place: each of them costs less than to wake another thread.
   */
  Executor background();
}

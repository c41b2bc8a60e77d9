package headgate.gateway.netty;

import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Wire;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The machine that this process runs on. */
public final class SystemMachine implements Machine {
  private final Clock clock = new SystemClock();

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public boolean has(NettyTransport transport) {
    return transport.isAvailable();
  }

  @Override
  public EventLoops startLoops(int count, NettyTransport transport) {
    return EventLoops.start(count, transport, clock);
  }

  @Override
  public Wire wire(NettyLoop loop, EventLoops loops, TlsContexts tls) {
    return new NettyWire(loop, loops, tls);
  }

  @Override
  public RandomGenerator chance() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create();
  }

  @Override
  public RandomGenerator secrets() {
    return new SecureRandom();
  }

  @Override
  public Executor background() {
    return Runnable::run;
  }
}

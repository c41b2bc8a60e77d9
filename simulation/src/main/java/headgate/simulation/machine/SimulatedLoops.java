package headgate.simulation.machine;

import headgate.simulation.Chance;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The loops of a simulated machine; a new connection is given to one after the other. */
final class SimulatedLoops extends AbstractEventExecutorGroup implements EventLoopGroup {
  private final List<SimulatedLoop> loops = new ArrayList<>();
  private int given;

  SimulatedLoops(int count, Agenda agenda, Chance chance) {
    var turn = new SimulatedLoop.Turn();
    for (var index = 0; index < count; index++) {
      loops.add(new SimulatedLoop(agenda, chance.split(), turn, this));
    }
  }

  List<SimulatedLoop> all() {
    return loops;
  }

  @Override
  public EventLoop next() {
    return loops.get(given++ % loops.size());
  }

  @Override
  public Iterator<EventExecutor> iterator() {
    return List.<EventExecutor>copyOf(loops).iterator();
  }

  @Override
  public ChannelFuture register(Channel channel) {
    return next().register(channel);
  }

  @Override
  public ChannelFuture register(ChannelPromise promise) {
    return next().register(promise);
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    return next().register(channel, promise);
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    return terminationFuture();
  }

  @Override
  public Future<?> terminationFuture() {
    return GlobalEventExecutor.INSTANCE.newSucceededFuture(null);
  }

  @Override
  @Deprecated
  public void shutdown() {
    // A simulation ends where its agenda ends.
  }

  @Override
  public boolean isShuttingDown() {
    return false;
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}

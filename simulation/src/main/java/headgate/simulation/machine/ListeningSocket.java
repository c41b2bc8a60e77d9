package headgate.simulation.machine;

import io.netty.channel.AbstractServerChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The gateway's listening socket; callers of the simulated world reach it through the machine. */
final class ListeningSocket extends AbstractServerChannel {
  private final ChannelConfig config = new AnyOptions(this);
  private @Nullable SocketAddress bound;
  private boolean open = true;

  /** Gives the gateway a caller's connection. */
  void accept(CallerSocket socket) {
    eventLoop()
        .execute(() -> {
          if (open) {
            pipeline().fireChannelRead(socket);
            pipeline().fireChannelReadComplete();
          } else {
            socket.refused();
          }
        });
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isActive() {
    return open && bound != null;
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return loop instanceof SimulatedLoop;
  }

  @Override
  protected @Nullable SocketAddress localAddress0() {
    return bound;
  }

  @Override
  protected void doBind(SocketAddress address) {
    bound = new InetSocketAddress(((InetSocketAddress) address).getAddress(), 9_000);
  }

  @Override
  protected void doBeginRead() {
    // Connections come one by one, and each is read as it comes.
  }

  @Override
  protected void doClose() {
    open = false;
  }
}

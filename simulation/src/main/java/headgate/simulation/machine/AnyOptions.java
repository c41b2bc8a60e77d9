package headgate.simulation.machine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import java.util.Set;

/** Takes the options that only a real socket has any use for. */
final class AnyOptions extends DefaultChannelConfig {
  private static final Set<ChannelOption<?>> OF_SOCKETS =
      Set.of(
          ChannelOption.TCP_NODELAY,
          ChannelOption.SO_KEEPALIVE,
          ChannelOption.SO_BACKLOG,
          ChannelOption.SO_REUSEADDR,
          ChannelOption.ALLOW_HALF_CLOSURE);

  AnyOptions(Channel channel) {
    super(channel);
  }

  @Override
  public <T> boolean setOption(ChannelOption<T> option, T value) {
    return OF_SOCKETS.contains(option) || super.setOption(option, value);
  }
}

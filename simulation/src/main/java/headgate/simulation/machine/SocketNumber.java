package headgate.simulation.machine;

import io.netty.channel.ChannelId;
import java.net.InetSocketAddress;

/** Names a connection by its caller's end; Netty's own names differ from process to process. */
record SocketNumber(InetSocketAddress from) implements ChannelId {
  @Override
  public String asShortText() {
    return from.toString();
  }

  @Override
  public String asLongText() {
    return from.toString();
  }

  @Override
  public int compareTo(ChannelId other) {
    return asLongText().compareTo(other.asLongText());
  }
}

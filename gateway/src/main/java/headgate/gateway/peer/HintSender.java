package headgate.gateway.peer;

import headgate.gateway.config.operate.PeersConfig;
import headgate.gateway.head.HeadView;
import headgate.gateway.seam.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other gateways each height as soon as it is served here.
 *
 * <p>A datagram is handed to the machine on the loop where the height rose: that never waits, and
 * what the machine does not take is lost, as anything may be on its way. Nothing is sent twice.
 */
final class HintSender {
  private final PeersConfig config;
  private final HintSeal seal;
  private final long self;
  private final Clock clock;
  private final HintCounts counts;
  private @Nullable DatagramChannel channel;
  private long sequence;

  /**
   * Sends nothing before it is opened.
   *
   * @param self the number of this process as a sender
   */
  HintSender(PeersConfig config, HintSeal seal, long self, Clock clock, HintCounts counts) {
    this.config = config;
    this.seal = seal;
    this.self = self;
    this.clock = clock;
    this.counts = counts;
  }

  /** Takes any free port of the address. */
  synchronized void open() throws IOException {
    channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(config.host(), 0)).configureBlocking(false);
  }

  synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  /** Looks at each view of a network's head; to be called on one loop at a time. */
  Consumer<HeadView> of(String network) {
    return new Consumer<>() {
      private long told = -1;

      @Override
      public void accept(HeadView view) {
        var height = view.servingHeight();
        if (height > told) {
          tell(network, HintedNetwork.idOf(view), height);
        }
        told = height;
      }
    };
  }

  private synchronized void tell(String network, String networkId, long height) {
    if (channel == null) {
      return;
    }
    var counted = counts.of(network);
    var sent = clock.wallTime().toEpochMilli();
    var datagram = seal.seal(new Hint(network, networkId, height, self, ++sequence, sent));
    for (var gateway : config.gateways()) {
      (isTaken(channel, datagram, gateway) ? counted.sent : counted.unsent).increment();
    }
  }

  private static boolean isTaken(
      DatagramChannel channel, byte[] datagram, InetSocketAddress gateway) {
    try {
      return channel.send(ByteBuffer.wrap(datagram), gateway) == datagram.length;
    } catch (IOException _) {
      // No way there, or a firewall of this machine: the count says so.
      return false;
    }
  }
}

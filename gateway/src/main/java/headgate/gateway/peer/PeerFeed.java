package headgate.gateway.peer;

import headgate.gateway.config.Secret;
import headgate.gateway.config.operate.PeersConfig;
import headgate.gateway.head.HeadView;
import headgate.gateway.observe.peers.PeerStatus;
import headgate.gateway.peer.HintInbox.Judged;
import headgate.gateway.seam.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heights that gateways of one operator tell each other, as datagrams that are never answered.
 *
 * <p>What comes moves nothing: it only has nodes asked at once that have not told as much.
 */
public final class PeerFeed {
  private static final Logger LOG = LoggerFactory.getLogger(PeerFeed.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final PeersConfig config;
  private final Function<String, @Nullable HintedNetwork> networks;
  private final HintCounts counts = new HintCounts();
  private final HintSender sender;
  private final HintInbox inbox;
  private @Nullable DatagramChannel channel;
  private @Nullable Thread listener;

  private PeerFeed(
      PeersConfig config,
      long self,
      Clock clock,
      Function<String, @Nullable HintedNetwork> networks) {
    this.config = config;
    this.networks = networks;
    // Without others nothing is ever sealed.
    var secret = config.secret() == null ? Secret.of("none") : config.secret();
    sender = new HintSender(config, new HintSeal(secret), self, clock, counts);
    inbox = new HintInbox(config, new HintSeal(secret), self, clock);
  }

  /**
   * A feed that is not open; where no others are configured it never does anything.
   *
   * @param random tells this process from others
   * @param networks what is served now under a name, null where nothing is; asked for each hint
   */
  public static PeerFeed of(
      PeersConfig config,
      Clock clock,
      RandomGenerator random,
      Function<String, @Nullable HintedNetwork> networks) {
    return new PeerFeed(config, random.nextLong(), clock, networks);
  }

  /** Looks at each view of a network's head; to be called on one loop at a time. */
  public Consumer<HeadView> teller(String network) {
    return sender.of(network);
  }

  /**
   * Begins to tell and to hear.
   *
   * @param shared whether another process of the same user, which says so too, may have the port as
   *     well: while one hands over to the next, both are there
   * @throws IOException where the port cannot be had
   */
  public void open(boolean shared) throws IOException {
    if (!config.on()) {
      return;
    }
    var at = new InetSocketAddress(config.host(), config.port());
    var opened = DatagramChannel.open();
    try {
      if (shared && opened.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        opened.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      opened.bind(at);
      sender.open();
    } catch (IOException unbound) {
      opened.close();
      throw new IOException(
          "cannot hear other gateways on " + at + ": " + unbound.getMessage(), unbound);
    }
    channel = opened;
    listener = Thread.ofVirtual().name("peers").start(() -> hear(opened));
  }

  /** Tells and hears nothing any more; nothing is posted to a loop once this has returned. */
  public void close() {
    try {
      sender.close();
      if (channel != null && listener != null) {
        channel.close();
        listener.join(PATIENCE);
      }
    } catch (IOException unclosed) {
      LOG.warn("the port for other gateways was not closed", unclosed);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The port on which it hears; only while it is open. */
  public int port() {
    if (channel == null) {
      throw new IllegalStateException("not open");
    }
    return channel.socket().getLocalPort();
  }

  /** What was told and heard. */
  public PeerStatus status() {
    return config.on() ? counts.status() : PeerStatus.NONE;
  }

  private void hear(DatagramChannel from) {
    // One byte more than a hint may have, to see that there were more.
    var datagram = new byte[HintSeal.BYTES_MAX + 1];
    var buffer = ByteBuffer.wrap(datagram);
    try {
      while (from.isOpen()) {
        if (from.receive(buffer.clear()) instanceof InetSocketAddress sender) {
          heard(sender.getAddress(), datagram, buffer.position());
        }
      }
    } catch (ClosedChannelException _) {
      // Told to end.
    } catch (IOException broken) {
      LOG.error("other gateways are heard no more", broken);
    }
  }

  /** A bug must cost one hint, not all that come after it. */
  private void heard(InetAddress from, byte[] datagram, int length) {
    try {
      switch (inbox.judge(from, datagram, length)) {
        case Judged.Taken(var hint) -> pass(hint);
        case Judged.Refused(var why) -> counts.refused(why);
      }
    } catch (RuntimeException bug) {
      LOG.error("a hint of another gateway could not be read", bug);
    }
  }

  private void pass(Hint hint) {
    var network = networks.apply(hint.network());
    if (network == null) {
      counts.refused(HintRefusal.NO_NETWORK);
    } else if (!network.mayBe(hint.networkId())) {
      counts.refused(HintRefusal.WRONG_NETWORK);
    } else {
      var counted = counts.of(hint.network());
      counted.received.increment();
      network.head().hinted(hint.height(), counted.probes::add);
    }
  }
}

package headgate.gateway.listen;

import headgate.gateway.address.IpAddress;
import headgate.gateway.client.Clients;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.listen.answer.ResponseHead;
import headgate.gateway.listen.held.ByteGate;
import headgate.gateway.listen.held.ReadingPause;
import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.observe.access.LoopAccess;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The socket that callers connect to.
 *
 * <p>Each accepted connection is counted at the accept gate, then stays on one loop for its life.
 */
public final class RpcListener {
  private static final int BACKLOG = 4096;

  /** What a native transport says before the machine's own words. */
  private static final Pattern NATIVE =
      Pattern.compile("^bind\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(128 * 1024, 512 * 1024);

  private final EventLoops loops;
  private final AcceptGate acceptGate;
  private final Map<NettyLoop, ListenerParts> partsByLoop = new LinkedHashMap<>();
  private @Nullable Channel bound;
  private volatile boolean leaving;

  /**
   * What serves the requests of one loop under one configuration. It is taken whole when a request
   * begins, and kept until that has its answer.
   *
   * @param limits what a request may use
   * @param clients says who asks
   * @param doors what stands behind a path
   * @param streams takes WebSocket upgrades
   * @param ready answers requests whose answers are there already
   * @param pipeline serves whole requests
   */
  public record Service(
      LimitsConfig limits,
      Clients clients,
      Doors doors,
      StreamDoor streams,
      ReadyDoor ready,
      Consumer<Exchange> pipeline) {}

  /**
   * What a listener is made of.
   *
   * @param byteGate charged with what is held for callers
   * @param services gives a loop's newest service, and may give another one each time
   * @param accesses gives a loop's part of the access log
   */
  public record Terms(
      ByteGate byteGate,
      Function<NettyLoop, Supplier<Service>> services,
      Function<NettyLoop, LoopAccess> accesses) {}

  /** A listener that is not bound yet. */
  public RpcListener(EventLoops loops, AcceptGate acceptGate, Terms terms) {
    this.loops = loops;
    this.acceptGate = acceptGate;
    for (var loop : loops.loops()) {
      var heads = new ResponseHead(loop.clock(), loop.buffer());
      partsByLoop.put(
          loop,
          new ListenerParts(
              terms.byteGate,
              terms.services.apply(loop),
              new ReadingPause(loop, terms.byteGate),
              new ConnectionSweep(loop),
              heads,
              ListenerParts.Plain.of(heads),
              terms.accesses.apply(loop),
              () -> leaving));
    }
  }

  /**
   * Opens the socket.
   *
   * @throws IOException where the address cannot be had
   */
  public void bind(ListenConfig config) throws IOException {
    var place = config.host() + ":" + config.port();
    var opening = bootstrap(loops.serverChannel()).option(ChannelOption.SO_REUSEADDR, true);
    open(opening.bind(config.host(), config.port()), place);
  }

  /**
   * Takes over a socket that listens already, which this process was given. Nobody is accepted from
   * it before {@link #accepting}.
   *
   * @param descriptor its number
   * @throws IOException where it is none, or the loops cannot take it over
   */
  public void adopt(int descriptor) throws IOException {
    var place = "the socket that was passed on as " + descriptor;
    var opening = bootstrap(loops.inherited(descriptor)).option(ChannelOption.AUTO_READ, false);
    open(opening.register(), place);
    if (bound == null || !(bound.localAddress() instanceof InetSocketAddress)) {
      throw new IOException("cannot listen on " + place + ": it is no TCP socket");
    }
  }

  private ServerBootstrap bootstrap(ChannelFactory<? extends ServerChannel> sockets) {
    partsByLoop.values().forEach(parts -> parts.sweep().start());
    return new ServerBootstrap()
        .group(loops.group())
        .channelFactory(sockets)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                accept(channel);
              }
            });
  }

  private void open(ChannelFuture opening, String place) throws IOException {
    opening.awaitUninterruptibly();
    if (!opening.isSuccess()) {
      throw new IOException("cannot listen on " + place + ": " + reason(opening.cause()));
    }
    bound = opening.channel();
  }

  private static String reason(Throwable cause) {
    if (cause instanceof UnresolvedAddressException) {
      return "this host is not known";
    }
    var message = cause.getMessage();
    return message == null ? "unknown reason" : NATIVE.matcher(message).replaceFirst("");
  }

  private void accept(Channel channel) {
    // Whoever has reset the connection by now has no address any more.
    if (!(channel.remoteAddress() instanceof InetSocketAddress from)) {
      channel.close();
      return;
    }
    var address = IpAddress.of(from.getAddress());
    var seat = acceptGate.enter(address);
    if (seat == null) {
      channel.close();
      return;
    }
    // However the connection ends, and also where it then belongs to another, it is left once.
    channel.closeFuture().addListener(_ -> seat.left());
    serve(channel, address, seat);
  }

  private void serve(Channel channel, IpAddress address, AcceptGate.Seat seat) {
    var loop = loops.loopOf(channel);
    var parts = partsOf(loop);
    var service = parts.services().get();
    if (!service.clients().expectsHeader(address)) {
      RpcHandler.serve(channel, loop, parts, new Downstream(address, seat));
      return;
    }
    ProxyHeader.awaitOn(
        channel,
        loop,
        service.limits().headerDeadline(),
        address,
        client -> {
          if (seat.belongsTo(client)) {
            RpcHandler.serve(channel, loop, parts, new Downstream(client, seat));
          } else {
            channel.close();
          }
        });
  }

  private ListenerParts partsOf(NettyLoop loop) {
    var parts = partsByLoop.get(loop);
    if (parts == null) {
      throw new IllegalStateException("a loop of another gateway");
    }
    return parts;
  }

  /** The port that is bound. */
  public int port() {
    var channel = bound;
    if (channel == null) {
      throw new IllegalStateException("not bound");
    }
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /**
   * The number of the socket, which another process may accept from too.
   *
   * @throws IllegalStateException where it is not bound, or the transport has no such number
   */
  public int descriptor() {
    if (bound instanceof UnixChannel channel) {
      return channel.fd().intValue();
    }
    throw new IllegalStateException("no socket of the system's own transport is bound");
  }

  /**
   * Whether callers who come are accepted, or wait in the system's queue, where nobody is refused.
   */
  public void accepting(boolean now) {
    var channel = bound;
    if (channel != null) {
      channel.config().setAutoRead(now);
    }
  }

  /** From now on each answer says that it is the last one of its connection. */
  public void announceLeave() {
    leaving = true;
  }

  /** Whether that is so. */
  public boolean leaving() {
    return leaving;
  }

  /**
   * Closes the connections between two requests, after {@link #close}. What has come over one of
   * them by now is read first, so that it is served and not cut off.
   */
  public void endIdle() {
    partsByLoop.forEach((loop, parts) ->
        // A second turn of the loop has looked at every socket in between.
        loop.execute(() -> loop.execute(() -> parts.sweep().endIdle())));
  }

  /** Has every request that is on its way answered now, whatever nodes still work on. */
  public void lastCall() {
    partsByLoop.forEach((loop, parts) -> loop.execute(() -> parts.sweep().lastCall()));
  }

  /** Has it accept nobody any more, without waiting for that. */
  public void closeSoon() {
    var channel = bound;
    if (channel != null) {
      channel.close();
    }
  }

  /** Accepts nobody any more. */
  public void close() {
    var channel = bound;
    if (channel != null) {
      channel.close().awaitUninterruptibly();
    }
  }
}

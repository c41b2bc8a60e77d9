package headgate.gateway.netty.local;

import static java.util.Objects.requireNonNull;

import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.NettyLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sockets of the local domain (unix(7)) on one loop.
 *
 * <p>Who is at the other end is known from the kernel (SO_PEERCRED): only processes of the same
 * user, or of root, are talked to, whatever the file's permissions are.
 */
public final class LocalSockets {
  private static final Logger LOG = LoggerFactory.getLogger(LocalSockets.class);

  private final NettyLoop loop;
  private final SameUser sameUser = new SameUser();

  /**
   * Sockets on a loop.
   *
   * @throws IOException where the loops have no such sockets
   */
  public LocalSockets(EventLoops loops) throws IOException {
    if (!loops.useEpoll()) {
      throw new IOException("a handover needs Linux and the transport epoll");
    }
    loop = loops.loops().getFirst();
  }

  /**
   * A path where others connect, until it is closed.
   *
   * @param channel the socket
   */
  public record Listening(Channel channel) {
    /** Nobody can connect any more, and the path becomes free. */
    public void closeSoon() {
      channel.close();
    }

    /** The same, and returns when the path is free; not to be called on the loop. */
    public void close() {
      channel.close().awaitUninterruptibly();
    }
  }

  /**
   * Listens at a path, which only this user may use. What an ended process has left there is
   * removed.
   *
   * @param newcomers told of each who connects
   * @throws IOException where somebody listens there, or something else has that name
   */
  public Listening listen(Path path, Function<LocalLine, LocalLine.Ear> newcomers)
      throws IOException {
    clear(path);
    var binding =
        new ServerBootstrap()
            .group(loop.eventLoop())
            .channelFactory(EpollServerDomainSocketChannel::new)
            .childHandler(
                new ChannelInitializer<EpollDomainSocketChannel>() {
                  @Override
                  protected void initChannel(EpollDomainSocketChannel channel) {
                    accept(channel, newcomers);
                  }
                })
            .bind(new DomainSocketAddress(path.toFile()))
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw unusable(path, binding.cause());
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    return new Listening(binding.channel());
  }

  private void clear(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    var found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isOther()) {
      throw new IOException(path + " is there and is no socket");
    }
    if (isHeard(path)) {
      throw new IOException("another gateway listens at " + path);
    }
    Files.delete(path);
  }

  /**
   * Whether somebody listens at a path.
   *
   * @throws IOException where it cannot be told
   */
  public boolean isHeard(Path path) throws IOException {
    var line = connect(path, new Deaf());
    line.ifPresent(LocalLine::close);
    return line.isPresent();
  }

  private void accept(
      EpollDomainSocketChannel channel, Function<LocalLine, LocalLine.Ear> newcomers) {
    if (!sameUser.hasOtherEnd(channel)) {
      channel.close();
      return;
    }
    var line = new NettyLine(channel);
    line.hearWith(newcomers.apply(line));
  }

  /**
   * Connects to whoever listens at a path, of whom a descriptor is expected before any line; not to
   * be called on the loop.
   *
   * @return empty where nobody does
   * @throws IOException where it cannot be told, or it is another user's process
   */
  public Optional<LocalLine> connect(Path path, LocalLine.Ear ear) throws IOException {
    var registering =
        new Bootstrap()
            .group(loop.eventLoop())
            .channelFactory(EpollDomainSocketChannel::new)
            .option(ChannelOption.AUTO_READ, false)
            .option(
                EpollChannelOption.DOMAIN_SOCKET_READ_MODE, DomainSocketReadMode.FILE_DESCRIPTORS)
            .handler(new ChannelInboundHandlerAdapter())
            .register()
            .syncUninterruptibly();
    var channel = (EpollDomainSocketChannel) registering.channel();
    var connected = new CompletableFuture<LocalLine>();
    var address = new DomainSocketAddress(path.toFile());
    // On the loop who is there is looked at before the other end can have closed again.
    loop.execute(() ->
        channel
            .connect(address)
            .addListener(done -> {
              if (done.isSuccess()) {
                begin(channel, ear, connected);
              } else {
                connected.completeExceptionally(done.cause());
              }
            }));
    try {
      return Optional.of(connected.join());
    } catch (CompletionException failed) {
      var cause = requireNonNull(failed.getCause());
      if (isNobody(cause)) {
        return Optional.empty();
      }
      throw unusable(path, cause);
    }
  }

  private void begin(
      EpollDomainSocketChannel channel, LocalLine.Ear ear, CompletableFuture<LocalLine> connected) {
    if (sameUser.hasOtherEnd(channel)) {
      var line = new NettyLine(channel);
      line.hearWith(ear);
      channel.read();
      connected.complete(line);
    } else {
      channel.close();
      connected.completeExceptionally(new IOException("another user's process listens there"));
    }
  }

  private static boolean isNobody(Throwable cause) {
    // Netty makes the same exception of every other reason, and of those nobody may be deduced.
    var refused = "error(" + Errors.ERROR_ECONNREFUSED_NEGATIVE + ")";
    return cause instanceof FileNotFoundException
        || (cause instanceof ConnectException
            && String.valueOf(cause.getMessage()).contains(refused));
  }

  private static IOException unusable(Path path, Throwable cause) {
    return new IOException("cannot use " + path + ": " + cause.getMessage(), cause);
  }

  /** Closes a descriptor that was received and that nobody wants. */
  public static void discard(int descriptor) {
    try {
      new FileDescriptor(descriptor).close();
    } catch (IOException failed) {
      LOG.warn("a descriptor that was passed on was not closed", failed);
    }
  }

  /** Hears nothing and keeps nothing. */
  private static final class Deaf implements LocalLine.Ear {
    @Override
    public void line(String line) {
      // Nothing was asked.
    }

    @Override
    public void descriptor(int number) {
      discard(number);
    }

    @Override
    public void closed() {
      // That is what is wanted.
    }
  }
}

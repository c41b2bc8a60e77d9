package headgate.gateway.netty;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to one open connection: the addresses of a name are tried in order until one takes it.
 *
 * <p>One deadline holds for all of it. Each address has its share of what is left, so that one that
 * swallows packets does not use up the time of those behind it. Lives on one loop.
 */
final class ConnectAttempts {
  /** Addresses of one name that are tried. */
  static final int ADDRESSES_MAX = 8;

  private final NettyLoop loop;
  private final Bootstrap bootstrap;
  private final Endpoint endpoint;
  private final Consumer<ChannelFuture> connected;
  private final Consumer<Wire.Cause> failed;
  private final ArrayDeque<InetAddress> left = new ArrayDeque<>();
  private final long deadlineNanos;
  private final Loop.Timer deadline;
  private @Nullable ChannelFuture present;
  private boolean over;
  private Wire.Cause cause = Wire.Cause.REFUSED;

  /**
   * The deadline begins to run.
   *
   * @param connected gets the outcome of the attempt that succeeded
   * @param failed told why none did; one of the two is told, once, unless they are called off
   */
  ConnectAttempts(
      NettyLoop loop,
      Bootstrap bootstrap,
      Endpoint endpoint,
      Consumer<ChannelFuture> connected,
      Consumer<Wire.Cause> failed) {
    this.loop = loop;
    this.bootstrap = bootstrap;
    this.endpoint = endpoint;
    this.connected = connected;
    this.failed = failed;
    deadlineNanos = loop.clock().nanos() + endpoint.connectDeadline().toNanos();
    deadline = loop.schedule(endpoint.connectDeadline(), this::overdue);
  }

  /** The name is looked up; without addresses it is unknown. */
  void at(List<InetAddress> addresses) {
    addresses.stream().limit(ADDRESSES_MAX).forEach(left::add);
    next();
  }

  /** Nobody wants the connection any more; tells nobody. */
  void cancel() {
    over = true;
    deadline.cancel();
    if (present != null) {
      present.channel().close();
    }
  }

  private void next() {
    if (over) {
      return;
    }
    var address = left.poll();
    if (address == null) {
      cancel();
      failed.accept(cause);
      return;
    }
    var share = (deadlineNanos - loop.clock().nanos()) / (left.size() + 1);
    var millis = Math.clamp(TimeUnit.NANOSECONDS.toMillis(share), 1, Integer.MAX_VALUE);
    present =
        bootstrap
            .clone()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
            .connect(new InetSocketAddress(address, endpoint.port()));
    present.addListener((ChannelFuture outcome) -> ended(outcome));
  }

  private void ended(ChannelFuture outcome) {
    if (over) {
      outcome.channel().close();
    } else if (outcome.isSuccess()) {
      over = true;
      deadline.cancel();
      connected.accept(outcome);
    } else {
      var timedOut = outcome.cause() instanceof ConnectTimeoutException;
      cause = timedOut ? Wire.Cause.CONNECT_TIMEOUT : Wire.Cause.REFUSED;
      next();
    }
  }

  private void overdue() {
    if (!over) {
      cancel();
      failed.accept(Wire.Cause.CONNECT_TIMEOUT);
    }
  }
}

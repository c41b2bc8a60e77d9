package headgate.simulation.machine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The gateway's end of a caller's connection: what a kernel would do with its bytes.
 *
 * <p>The world calls the methods named after events; everything else is Netty's, and runs on the
 * connection's loop.
 */
public final class CallerSocket extends AbstractChannel implements DuplexChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);
  private static final int WINDOW_BYTES = 64 * 1024;

  /** The caller's end. */
  public interface Caller {
    /** Bytes of the gateway are there. */
    void bytes(byte[] bytes);

    /** The gateway has ended its side, or the connection. */
    void ended();

    /** Nobody listens any more. */
    void refused();
  }

  private final ChannelConfig config = new AnyOptions(this);
  private final InetSocketAddress from;
  private final Caller caller;
  private final ArrayDeque<byte[]> arrived = new ArrayDeque<>();
  private final List<Runnable> early = new ArrayList<>();
  private boolean open = true;
  private boolean wantsBytes;
  private boolean delivering;
  private boolean inputEnds;
  private boolean inputEnded;
  private boolean outputEnded;
  private boolean callerReads = true;
  private int window = WINDOW_BYTES;

  CallerSocket(Channel parent, InetSocketAddress from, Caller caller) {
    super(parent, new SocketNumber(from));
    this.from = from;
    this.caller = caller;
  }

  // ---- what the caller does

  /** Bytes have come. */
  public void arrive(byte[] bytes) {
    inLoop(() -> {
      arrived.add(bytes);
      deliver();
    });
  }

  /** The caller has ended its side. */
  public void arriveEnd() {
    inLoop(() -> {
      inputEnds = true;
      deliver();
    });
  }

  /** The caller's side has broken off. */
  public void arriveReset() {
    inLoop(() -> {
      if (open) {
        pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        unsafe().close(voidPromise());
      }
    });
  }

  /** Whether the caller takes bytes; once it does not, the kernel takes a window more. */
  public void reads(boolean on) {
    inLoop(() -> {
      callerReads = on;
      if (on && open) {
        window = WINDOW_BYTES;
        ((Hands) unsafe()).goOn();
      }
    });
  }

  /** Nobody listens any more. */
  void refused() {
    open = false;
    caller.refused();
  }

  private void inLoop(Runnable event) {
    if (isRegistered()) {
      eventLoop().execute(event);
    } else {
      early.add(event);
    }
  }

  private void deliver() {
    if (delivering) {
      return;
    }
    delivering = true;
    while (wantsBytes && open && !arrived.isEmpty()) {
      wantsBytes = false;
      pipeline().fireChannelRead(Unpooled.wrappedBuffer(arrived.remove()));
      pipeline().fireChannelReadComplete();
    }
    delivering = false;
    if (wantsBytes && open && arrived.isEmpty() && inputEnds && !inputEnded) {
      inputEnded = true;
      pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }
  }

  // ---- what the gateway does

  @Override
  protected void doRegister(ChannelPromise promise) {
    promise.setSuccess();
    early.forEach(eventLoop()::execute);
    early.clear();
  }

  @Override
  protected void doBeginRead() {
    wantsBytes = true;
    if (!delivering && (!arrived.isEmpty() || inputEnds)) {
      eventLoop().execute(this::deliver);
    }
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer pending) {
    while (pending.current() instanceof ByteBuf bytes) {
      var length = Math.min(bytes.readableBytes(), callerReads ? WINDOW_BYTES : window);
      if (length == 0 && bytes.isReadable()) {
        return;
      }
      var taken = new byte[length];
      bytes.getBytes(bytes.readerIndex(), taken);
      window -= callerReads ? 0 : length;
      pending.removeBytes(length);
      if (length == 0) {
        pending.remove();
      } else {
        caller.bytes(taken);
      }
    }
  }

  @Override
  protected void doShutdownOutput() {
    outputEnded = true;
    caller.ended();
  }

  @Override
  protected void doClose() {
    open = false;
    arrived.clear();
    if (!outputEnded) {
      outputEnded = true;
      caller.ended();
    }
  }

  @Override
  protected void doDisconnect() {
    doClose();
  }

  @Override
  protected void doBind(SocketAddress address) {
    throw new UnsupportedOperationException("it was accepted");
  }

  // ---- what it is

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new Hands();
  }

  private final class Hands extends AbstractUnsafe {
    @Override
    public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
      throw new UnsupportedOperationException("it was accepted");
    }

    void goOn() {
      flush0();
    }
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
    return open;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return loop instanceof SimulatedLoop;
  }

  @Override
  protected SocketAddress localAddress0() {
    return parent().localAddress();
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return from;
  }

  // ---- one direction after the other

  @Override
  public boolean isInputShutdown() {
    return inputEnded;
  }

  @Override
  public boolean isOutputShutdown() {
    return outputEnded;
  }

  @Override
  public boolean isShutdown() {
    return inputEnded && outputEnded;
  }

  @Override
  public ChannelFuture shutdownOutput() {
    return shutdownOutput(newPromise());
  }

  @Override
  public ChannelFuture shutdownOutput(ChannelPromise promise) {
    ((Hands) unsafe()).shutdownOutput(promise);
    return promise;
  }

  @Override
  public ChannelFuture shutdownInput() {
    return shutdownInput(newPromise());
  }

  @Override
  public ChannelFuture shutdownInput(ChannelPromise promise) {
    inputEnded = true;
    return promise.setSuccess();
  }

  @Override
  public ChannelFuture shutdown() {
    return shutdown(newPromise());
  }

  @Override
  public ChannelFuture shutdown(ChannelPromise promise) {
    inputEnded = true;
    return shutdownOutput(promise);
  }
}

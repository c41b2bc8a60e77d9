package headgate.gateway.listen.framing;

import headgate.gateway.http.KnownHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;

/**
 * Lets a request that came in one piece, under a head that is known byte for byte, past the
 * decoder; hands everything else to it, and learns from what it makes of that.
 *
 * <p>It stands in front of the {@link FramingGuard} and asks for nothing that the guard has not
 * allowed: see {@link KnownHead}. That saves about a third of what a cached answer costs outside
 * the kernel.
 */
public final class PlainPosts extends ChannelInboundHandlerAdapter {
  /** Takes the requests of one connection. */
  public interface Requests {
    /** Whether the connection is between two requests, and the next one may be taken now. */
    boolean between();

    /**
     * A whole request has come.
     *
     * @param head its head, or one that differs in the length only
     * @param bytes holds its body between from and to, until this returns
     */
    void whole(PlainHead head, byte[] bytes, int from, int to);
  }

  /** What the connections of one loop share. */
  public static final class Shared {
    /** Bytes of the longest request that is taken, head and body. */
    static final int REQUEST_BYTES_MAX = 16 * 1024;

    private final PlainHeads heads = new PlainHeads();
    private final byte[] scratch = new byte[REQUEST_BYTES_MAX];
  }

  private final Shared shared;
  private final FramingGuard guard;
  private final Requests requests;
  private int place;

  /** In front of that guard. */
  public PlainPosts(Shared shared, FramingGuard guard, Requests requests) {
    this.shared = shared;
    this.guard = guard;
    this.requests = requests;
    place = shared.heads.newest();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf in)
        || in.readableBytes() > Shared.REQUEST_BYTES_MAX
        || !guard.isAtBeginning()
        || !requests.between()) {
      context.fireChannelRead(message);
      return;
    }
    var length = in.readableBytes();
    in.getBytes(in.readerIndex(), shared.scratch, 0, length);
    var head = shared.heads.at(place);
    var body = head == null ? -1 : head.bodyLength(shared.scratch, length);
    if (head == null || body < 0) {
      decode(context, in, Arrays.copyOf(shared.scratch, Math.min(length, KnownHead.BYTES_MAX)));
    } else {
      in.release();
      requests.whole(head, shared.scratch, length - body, length);
    }
  }

  /** Has the decoder read it, and remembers a head that it finds nothing odd about. */
  private void decode(ChannelHandlerContext context, ByteBuf in, byte[] bytes) {
    var length = in.readableBytes();
    guard.watch();
    context.fireChannelRead(in);
    var decoded = guard.watched();
    var head = decoded == null || guard.isWithin() ? null : PlainHead.of(bytes, length, decoded);
    if (head != null) {
      place = shared.heads.learn(head);
    }
  }
}

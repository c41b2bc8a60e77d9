package headgate.gateway.listen;

import headgate.gateway.listen.answer.ReadyResponse;
import headgate.gateway.listen.answer.ResponseHead;
import headgate.gateway.listen.framing.FramingGuard;
import headgate.gateway.listen.framing.PlainPosts;
import headgate.gateway.listen.held.ByteGate;
import headgate.gateway.listen.held.ReadingPause;
import headgate.gateway.listen.held.WaitingParts;
import headgate.gateway.observe.access.LoopAccess;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one loop share.
 *
 * @param byteGate charged with what is held for callers
 * @param services gives what serves the requests that begin now
 * @param pause holds new requests back while too much is held
 * @param sweep ends what is overdue
 * @param responseHead writes heads
 * @param plain what is known of heads that come again
 * @param access the loop's part of the access log
 * @param leaving whether the gateway takes its leave, so that each answer is its connection's last
 */
record ListenerParts(
    ByteGate byteGate,
    Supplier<RpcListener.Service> services,
    ReadingPause pause,
    ConnectionSweep sweep,
    ResponseHead responseHead,
    Plain plain,
    LoopAccess access,
    BooleanSupplier leaving) {

  /**
   * What serves requests that come whole.
   *
   * @param posts what lets them past the decoder
   * @param openings what follows from their heads
   * @param response composes answers that are ready
   */
  record Plain(PlainPosts.Shared posts, PlainOpenings openings, ReadyResponse response) {
    static Plain of(ResponseHead heads) {
      return new Plain(new PlainPosts.Shared(), new PlainOpenings(), new ReadyResponse(heads));
    }
  }

  /**
   * Whether a connection's answer is its last because the gateway takes its leave. What has been
   * read behind the request is answered too.
   */
  boolean isLast(@Nullable ChannelHandlerContext at, WaitingParts waiting) {
    return leaving.getAsBoolean()
        && waiting.isEmpty()
        && (at == null || !FramingGuard.holdsMore(at));
  }
}

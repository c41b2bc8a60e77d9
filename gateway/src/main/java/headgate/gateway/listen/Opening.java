package headgate.gateway.listen;

import headgate.gateway.address.StatedClient;
import headgate.gateway.client.Client;
import headgate.gateway.listen.answer.EarlyAnswer;
import headgate.gateway.listen.answer.Preflight;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the head of a request alone.
 *
 * @param head the head
 * @param door what the request is for, null where that is settled
 * @param stated whom it names as its client, which counts where the peer is believed
 * @param client who asks; null as long as nobody has looked, or where nobody can tell
 * @param early the answer, where the body changes nothing about it
 * @param unread whether the early answer goes out before the body has come
 * @param awaited whether the caller waits to be asked for the body (RFC 9110, section 10.1.1)
 */
record Opening(
    HttpRequest head,
    @Nullable Door door,
    StatedClient stated,
    @Nullable Client client,
    @Nullable EarlyAnswer early,
    boolean unread,
    boolean awaited) {
  /** What a stream costs when it begins. */
  private static final int STREAM_UNITS = 10;

  static Opening of(HttpRequest head, RpcListener.Service service) {
    return of(head, service, HttpUtil.getContentLength(head, 0L));
  }

  /** The same, of a request whose body has another length than its head says. */
  static Opening of(HttpRequest head, RpcListener.Service service, long length) {
    if (isTooLarge(head)) {
      return new Opening(
          head,
          null,
          StatedClient.NOBODY,
          null,
          EarlyAnswer.error(FailureKind.HEAD_TOO_LARGE),
          true,
          false);
    }
    var opening =
        head.method().equals(HttpMethod.OPTIONS) ? preflight(head) : atDoor(head, service.doors());
    var early = opening.early;
    var stated = service.clients().stated(head.headers()::getAll);
    var awaited = HttpUtil.is100ContinueExpected(head);
    if (length > service.limits().bodyBytesMax()) {
      var tooLarge = early == null ? EarlyAnswer.error(FailureKind.TOO_LARGE) : early;
      return new Opening(head, opening.door, stated, null, tooLarge, true, awaited);
    }
    return new Opening(head, opening.door, stated, null, early, awaited && early != null, awaited);
  }

  /**
   * The same as far as it is open to whoever asks.
   *
   * @param asking null where nobody can tell
   */
  Opening to(@Nullable Client asking, RpcListener.Service service) {
    var refusal = early == null ? refusal(asking, service) : null;
    return refusal == null
        ? new Opening(head, door, stated, asking, early, unread, awaited)
        : new Opening(head, door, stated, asking, refusal, awaited, awaited);
  }

  private @Nullable EarlyAnswer refusal(@Nullable Client asking, RpcListener.Service service) {
    if (asking == null) {
      return EarlyAnswer.error(FailureKind.CLIENT_UNREADABLE);
    }
    var closed = door == null ? null : service.doors().closed(asking, door);
    if (closed != null || !(door instanceof Door.Stream)) {
      return closed;
    }
    var wait = service.clients().meter().take(asking, STREAM_UNITS);
    return wait == 0 ? null : EarlyAnswer.error(Failure.rate(wait));
  }

  /** Whether it is a head of which too much came; nothing behind it can be read. */
  static boolean isTooLarge(HttpObject object) {
    return object instanceof HttpRequest
        && object.decoderResult().cause() instanceof TooLongFrameException;
  }

  private static Opening preflight(HttpRequest head) {
    var asked = head.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
    return settled(head, null, EarlyAnswer.preflight(Preflight.fields(asked)));
  }

  private static Opening atDoor(HttpRequest head, Doors doors) {
    var host = head.headers().get(HttpHeaderNames.HOST);
    return switch (doors.find(host, head.method().name(), head.uri())) {
      case Door.Absent absent -> settled(head, null, EarlyAnswer.absent(absent.text()));
      case Door.Stream stream -> settled(head, stream, null);
      case Door.Rpc rpc ->
          settled(head, rpc, encoded(head) ? EarlyAnswer.error(FailureKind.ENCODED_BODY) : null);
    };
  }

  private static Opening settled(
      HttpRequest head, @Nullable Door door, @Nullable EarlyAnswer early) {
    return new Opening(head, door, StatedClient.NOBODY, null, early, false, false);
  }

  private static boolean encoded(HttpRequest head) {
    var codings = head.headers().getAll(HttpHeaderNames.CONTENT_ENCODING);
    return codings.stream().anyMatch(coding -> !coding.strip().equalsIgnoreCase("identity"));
  }
}

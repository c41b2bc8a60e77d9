package headgate.gateway.listen;

import headgate.gateway.listen.framing.PlainHead;
import headgate.gateway.listen.framing.PlainPosts;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one connection that come past the decoder: whole, and under a head that is known.
 *
 * <p>Where the answer is ready it goes out at once, and the connection stays as it was; all others
 * go on as if the decoder had read them.
 */
final class PlainRequests implements PlainPosts.Requests {
  private static final Logger LOG = LoggerFactory.getLogger(PlainRequests.class);

  private final RpcConnection connection;
  private final ListenerParts parts;
  private final Downstream downstream;

  PlainRequests(RpcConnection connection, ListenerParts parts, Downstream downstream) {
    this.connection = connection;
    this.parts = parts;
    this.downstream = downstream;
  }

  @Override
  public boolean between() {
    return connection.betweenRequests() && !parts.byteGate().over80();
  }

  @Override
  public void whole(PlainHead head, byte[] bytes, int from, int to) {
    var service = parts.services().get();
    var known = parts.plain().openings().of(head, service);
    var most = service.limits().bodyBytesMax();
    if (to - from > most) {
      var tooLarge = Opening.of(head.request(), service, to - from);
      connection.whole(service, tooLarge, bytes, from, to);
      return;
    }
    var response = ready(known, service, bytes, from, to);
    if (response == null) {
      connection.whole(service, known.opening(), bytes, from, to);
    } else {
      connection.answered(service, response);
    }
  }

  /** The response to a body, where that is ready; null where the request has to take the walk. */
  private @Nullable ByteBuf ready(
      PlainOpenings.Known known, RpcListener.Service service, byte[] bytes, int from, int to) {
    var door = known.door();
    if (door == null || parts.leaving().getAsBoolean() || downstream.isOver()) {
      return null;
    }
    var client = downstream.asking(service, known.opening().stated());
    if (client == null) {
      return null;
    }
    var response = parts.plain().response();
    try {
      var sink = response.to(known.crossOrigin());
      return service.ready().answer(client, door, bytes, from, to, sink) ? response.take() : null;
    } catch (RuntimeException bug) {
      LOG.error("what is ready could not be answered", bug);
      return null;
    } finally {
      response.drop();
    }
  }
}

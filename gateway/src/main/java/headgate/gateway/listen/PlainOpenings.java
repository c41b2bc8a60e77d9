package headgate.gateway.listen;

import headgate.gateway.listen.framing.PlainHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.IdentityHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What follows from heads that come again and again on one loop, under one configuration. */
final class PlainOpenings {
  private static final int MAX = 512;
  private static final String OWN_FIELDS = "x-headgate-";

  private final IdentityHashMap<PlainHead, Known> known = new IdentityHashMap<>();
  private RpcListener.@Nullable Service of;

  /**
   * What follows from one.
   *
   * @param opening for a body that is not too large
   * @param door whose answers may be ready; null where the head asks for more than an answer
   * @param crossOrigin whether it names an origin
   */
  record Known(Opening opening, Door.@Nullable Rpc door, boolean crossOrigin) {}

  /** What follows from it while that serves. */
  @SuppressWarnings("ReferenceEquality") // Each reload makes another one, however alike they are.
  Known of(PlainHead head, RpcListener.Service service) {
    if (service != of || known.size() >= MAX) {
      known.clear();
      of = service;
    }
    var there = known.get(head);
    if (there == null) {
      there = known(head, service);
      known.put(head, there);
    }
    return there;
  }

  private static Known known(PlainHead head, RpcListener.Service service) {
    var request = head.request();
    var opening = Opening.of(request, service.doors(), service.limits().bodyBytesMax(), 0);
    var plain =
        opening.early() == null
            && request.headers().names().stream()
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(OWN_FIELDS));
    return new Known(
        opening,
        plain && opening.door() instanceof Door.Rpc rpc ? rpc : null,
        request.headers().contains(HttpHeaderNames.ORIGIN));
  }
}

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

  private final IdentityHashMap<PlainHead, Kept> kept = new IdentityHashMap<>();
  private RpcListener.@Nullable Service of;

  /**
   * What follows from one.
   *
   * @param opening for a body that is not too large
   * @param door whose answers may be ready; null where the head asks for more than an answer
   * @param crossOrigin whether it names an origin
   */
  record Known(Opening opening, Door.@Nullable Rpc door, boolean crossOrigin) {}

  /** Found for calls to one network, as long as it is on that channel. */
  private record Kept(Known known, int network, String channel) {
    boolean holds(Doors doors) {
      return channel.equals(doors.channel(network));
    }
  }

  /** What follows from it while that serves. */
  @SuppressWarnings("ReferenceEquality") // Each reload makes another one, however alike they are.
  Known of(PlainHead head, RpcListener.Service service) {
    if (service != of || kept.size() >= MAX) {
      kept.clear();
      of = service;
    }
    var there = kept.get(head);
    if (there != null && there.holds(service.doors())) {
      return there.known;
    }
    return find(head, service);
  }

  /** What is refused at the door, or may be once more is known of the network, is not kept. */
  private Known find(PlainHead head, RpcListener.Service service) {
    var found = known(head, service);
    var opening = found.opening;
    kept.remove(head);
    if (opening.early() == null && opening.door() instanceof Door.Rpc rpc) {
      // Asked anew after the door was found: what has changed in between must not be missed.
      var channel = service.doors().channel(rpc.network());
      if (channel != null && known(head, service).equals(found)) {
        kept.put(head, new Kept(found, rpc.network(), channel));
      }
    }
    return found;
  }

  private static Known known(PlainHead head, RpcListener.Service service) {
    var request = head.request();
    var opening = Opening.of(request, service, 0);
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

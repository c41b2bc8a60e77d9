package headgate.gateway.decompose;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.method.MethodProfile;
import headgate.chain.method.MethodTable;
import org.jspecify.annotations.Nullable;

/**
 * How a method that leaves its height open is asked for one height instead: with the height among
 * its own params, or as another method that gives the same bytes for a height.
 */
final class Pin {
  private final byte[] methodName;
  private final PinnedParams params;
  private final boolean otherMethod;

  private Pin(MethodProfile asked, String place, boolean otherMethod) {
    methodName = asked.name().getBytes(UTF_8);
    params = new PinnedParams(place);
    this.otherMethod = otherMethod;
  }

  /** The pin of a method; null where its profile names none, or a place deeper than the params. */
  static @Nullable Pin of(MethodProfile method, MethodTable methods) {
    var other = method.pinnedAs();
    if (other == null && !method.pinned()) {
      return null;
    }
    var asked = other == null ? method : methods.named(other).orElse(method);
    var place = asked.height();
    return place == null || place.names().size() != 1
        ? null
        : new Pin(asked, place.names().getFirst(), other != null);
  }

  /** The name of the method that a node is sent, UTF-8. */
  byte[] methodName() {
    return methodName;
  }

  /** Whether a call can be asked for one height so. */
  boolean fits(Call.Params sent, Call.Subject subject) {
    return otherMethod
        ? sent.empty() && params.take(sent.body(), -1, -1, -1)
        : params.take(sent.body(), sent.from(), sent.to(), subject.heightFrom());
  }

  /** The params with the height, of a call that {@link #fits}. */
  byte[] write(Call.Params sent, Call.Subject subject, long height) {
    return otherMethod
        ? params.write(sent.body(), -1, -1, -1, -1, height)
        : params.write(
            sent.body(), sent.from(), sent.to(), subject.heightFrom(), subject.heightTo(), height);
  }
}

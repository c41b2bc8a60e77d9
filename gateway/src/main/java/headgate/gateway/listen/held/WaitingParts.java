package headgate.gateway.listen.held;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Heads and pieces of bodies of one caller that were read while it was not their turn. */
public final class WaitingParts {
  /** One read of the socket may hold more than is kept. */
  private static final int MAX = 1_024;

  private final ArrayDeque<HttpObject> parts = new ArrayDeque<>();
  private boolean handingOn;

  /** Keeps a part behind the others; returns how many bytes of a body it has. */
  public int add(HttpObject part) {
    parts.add(part);
    return part instanceof HttpContent content ? content.content().readableBytes() : 0;
  }

  /** Whether there are more than may be. */
  public boolean tooMany() {
    return parts.size() > MAX;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * Hands them on one after the other, as long as the next one may come. Whoever is handed one may
   * call this again, as with an answer that is there at once: that does nothing, since the first
   * call goes on, and a caller's many requests take no deeper stack than one.
   *
   * @return whether this was the first call
   */
  public boolean handOn(BooleanSupplier next, Consumer<HttpObject> to) {
    if (handingOn) {
      return false;
    }
    handingOn = true;
    try {
      while (!parts.isEmpty() && next.getAsBoolean()) {
        to.accept(parts.remove());
      }
    } finally {
      handingOn = false;
    }
    return true;
  }

  /** Lets go of all. */
  public void drop() {
    parts.forEach(ReferenceCountUtil::release);
    parts.clear();
  }
}

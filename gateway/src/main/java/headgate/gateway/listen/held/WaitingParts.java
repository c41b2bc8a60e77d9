package headgate.gateway.listen.held;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/** Heads and pieces of bodies of one caller that were read while it was not their turn. */
public final class WaitingParts {
  /** One read of the socket may hold more than is kept. */
  private static final int MAX = 1_024;

  private final ArrayDeque<HttpObject> parts = new ArrayDeque<>();

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

  /** Takes the first one; only where there is one. */
  public HttpObject remove() {
    return parts.remove();
  }

  /** Lets go of all. */
  public void drop() {
    parts.forEach(ReferenceCountUtil::release);
    parts.clear();
  }
}

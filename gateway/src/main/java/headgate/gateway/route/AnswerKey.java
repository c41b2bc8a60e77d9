package headgate.gateway.route;

import headgate.gateway.decompose.Call;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What must be equal for one call's answer to serve another: the method, the very bytes of the
 * params that are forwarded, the generation, and for an answer that follows the head, the height.
 *
 * <p>Bytes are compared, not only their hash, so that no two calls ever share an answer by
 * accident. The network is not part of it: each network has a cache of its own, and a method
 * belongs to one path of it.
 */
public final class AnswerKey {
  /** The height of answers that hold whatever the head is. */
  public static final long EVERY_HEIGHT = -1;

  private final int method;
  private final long generation;
  private final long height;
  private final byte[] params;
  private final int hash;

  /** The slot of a call at a height of the given generation. */
  public AnswerKey(Call call, long generation, long height) {
    this.method = call.method().index();
    this.generation = generation;
    this.height = height;
    var span = call.params();
    params = span.present() ? Arrays.copyOfRange(span.body(), span.from(), span.to()) : new byte[0];
    hash =
        31 * (31 * (31 * Arrays.hashCode(params) + method) + Long.hashCode(height))
            + Long.hashCode(generation);
  }

  /** Whether answers in this slot hold whatever the head is. */
  public boolean everyHeight() {
    return height == EVERY_HEIGHT;
  }

  /** Bytes that this key holds in memory, about. */
  public int weight() {
    return params.length + 96;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AnswerKey slot
        && slot.method == method
        && slot.height == height
        && slot.generation == generation
        && Arrays.equals(slot.params, params);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}

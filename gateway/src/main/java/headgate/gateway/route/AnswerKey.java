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

  private static final byte[] NO_PARAMS = {};

  private final int method;
  private final long generation;
  private final long height;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final int hash;

  /** The slot of a call at a height of the given generation; it refers to the call's own bytes. */
  public AnswerKey(Call call, long generation, long height) {
    this.method = call.method().index();
    this.generation = generation;
    this.height = height;
    var span = call.params();
    bytes = span.present() ? span.body() : NO_PARAMS;
    from = span.present() ? span.from() : 0;
    to = span.present() ? span.to() : 0;
    hash = SpanHash.of(SpanHash.mixed(generation, height), method, bytes, from, to);
  }

  private AnswerKey(AnswerKey of) {
    method = of.method;
    generation = of.generation;
    height = of.height;
    bytes = Arrays.copyOfRange(of.bytes, of.from, of.to);
    from = 0;
    to = bytes.length;
    hash = of.hash;
  }

  /** The same key with bytes of its own, so that it does not keep a whole request in memory. */
  public AnswerKey detached() {
    return isDetached() ? this : new AnswerKey(this);
  }

  /** Whether all of the bytes that it holds are its own. */
  public boolean isDetached() {
    return from == 0 && to == bytes.length;
  }

  /** Whether answers in this slot hold whatever the head is. */
  public boolean everyHeight() {
    return height == EVERY_HEIGHT;
  }

  /** Whether a call of this slot's words that is made now would have this slot. */
  public boolean serves(long nowGeneration, long servingHeight) {
    return generation == nowGeneration && (height == servingHeight || height == EVERY_HEIGHT);
  }

  /** The generation in which answers of this slot hold. */
  public long generation() {
    return generation;
  }

  /** The height at which answers of this slot hold, {@link #EVERY_HEIGHT} for all. */
  public long height() {
    return height;
  }

  /** The method's index. */
  public int method() {
    return method;
  }

  /** Bytes of the params, 0 where there are none. */
  public int paramsLength() {
    return to - from;
  }

  /** Writes the params; returns the index after them. */
  public int copyParams(byte[] target, int at) {
    System.arraycopy(bytes, from, target, at, to - from);
    return at + to - from;
  }

  /** Whether these are the params. */
  public boolean hasParams(byte[] other, int at, int length) {
    return length == to - from && Arrays.equals(bytes, from, to, other, at, at + length);
  }

  /** Bytes that this key holds in memory once detached, about. */
  public int weight() {
    return to - from + 112;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AnswerKey slot
        && slot.hash == hash
        && slot.method == method
        && slot.height == height
        && slot.generation == generation
        && Arrays.equals(slot.bytes, slot.from, slot.to, bytes, from, to);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}

package headgate.gateway.route;

import headgate.gateway.decompose.Call;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
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
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SECRET;
  private static final long OTHER_SECRET;

  static {
    var random = new SecureRandom();
    SECRET = random.nextLong();
    OTHER_SECRET = random.nextLong();
  }

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
    hash = hash();
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
    return from == 0 && to == bytes.length ? this : new AnswerKey(this);
  }

  /** Keyed, since callers choose the bytes: nobody can find many that share a place in a table. */
  private int hash() {
    var mixed = mixed(mixed(generation, SECRET ^ height), method ^ ((long) (to - from) << 32));
    var at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      mixed = mixed(mixed, (long) EIGHT_BYTES.get(bytes, at));
    }
    var rest = 0L;
    for (; at < to; at++) {
      rest = (rest << Byte.SIZE) | (bytes[at] & 0xff);
    }
    return Long.hashCode(mixed(mixed, rest));
  }

  private static long mixed(long before, long word) {
    var left = before ^ SECRET;
    var right = word ^ OTHER_SECRET;
    return (left * right) ^ Math.unsignedMultiplyHigh(left, right);
  }

  /** Whether answers in this slot hold whatever the head is. */
  public boolean everyHeight() {
    return height == EVERY_HEIGHT;
  }

  /** The generation in which answers of this slot hold. */
  public long generation() {
    return generation;
  }

  /** The height at which answers of this slot hold, {@link #EVERY_HEIGHT} for all. */
  public long height() {
    return height;
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

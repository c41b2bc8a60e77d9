package headgate.devnode.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes one RLP list in goloop's dialect: integers are signed and minimal, and there is a nil
 * ({@code f8 00}).
 */
public final class Rlp {
  private static final int SHORT_MAX = 55;

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  public Rlp add(byte @Nullable [] bytes) {
    if (bytes == null) {
      return addNil();
    }
    if (bytes.length == 1 && bytes[0] >= 0) {
      content.write(bytes[0]);
    } else {
      header(content, 0x80, bytes.length);
      content.writeBytes(bytes);
    }
    return this;
  }

  public Rlp add(long value) {
    return add(BigInteger.valueOf(value));
  }

  public Rlp add(BigInteger value) {
    return add(value.toByteArray());
  }

  /** Adds a list that stands inside this one. */
  public Rlp add(Rlp list) {
    return addEncoded(list.bytes());
  }

  /** Adds bytes that are RLP already. */
  Rlp addEncoded(byte[] encoded) {
    content.writeBytes(encoded);
    return this;
  }

  public Rlp addNil() {
    content.write(0xf8);
    content.write(0);
    return this;
  }

  /** The bytes of the list. */
  public byte[] bytes() {
    var list = new ByteArrayOutputStream();
    header(list, 0xc0, content.size());
    list.writeBytes(content.toByteArray());
    return list.toByteArray();
  }

  /** The RLP of a number by itself: the key of a place in a list. */
  static byte[] key(int place) {
    return new Rlp().add(place).content.toByteArray();
  }

  private static void header(ByteArrayOutputStream out, int kind, int length) {
    if (length <= SHORT_MAX) {
      out.write(kind + length);
      return;
    }
    var size = BigInteger.valueOf(length).toByteArray();
    var start = size[0] == 0 ? 1 : 0;
    out.write(kind + SHORT_MAX + size.length - start);
    out.write(size, start, size.length - start);
  }
}

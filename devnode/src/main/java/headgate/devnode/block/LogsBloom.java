package headgate.devnode.block;

import headgate.devnode.crypto.Sha3;
import java.math.BigInteger;
import java.util.List;

/**
 * A bloom filter of 2048 bits over contracts and indexed values of events: tells without reading
 * receipts that a block has no event of a kind.
 */
public record LogsBloom(BigInteger bits) {
  public static final LogsBloom EMPTY = new LogsBloom(BigInteger.ZERO);

  private static final int SIZE = 2048;
  private static final int HASHES = 3;

  /** The filter of all these events. */
  public static LogsBloom of(List<EventLog> events) {
    var bloom = EMPTY;
    for (var event : events) {
      bloom = bloom.withContract(event.contract());
      var values = event.indexedBytes();
      for (var index = 0; index < values.size(); index++) {
        bloom = bloom.withIndexed(index, values.get(index));
      }
    }
    return bloom;
  }

  public LogsBloom withContract(String address) {
    return with(0xff, EventSignature.address(address));
  }

  /** Adds the indexed value at a place; the signature has place 0. */
  public LogsBloom withIndexed(int place, byte[] value) {
    return with(place, value);
  }

  public LogsBloom merge(LogsBloom other) {
    return new LogsBloom(bits.or(other.bits));
  }

  /** Whether all bits of the other are set here. */
  public boolean contains(LogsBloom other) {
    return bits.and(other.bits).equals(other.bits);
  }

  /** {@code 0x} and 512 digits. */
  public String text() {
    var digits = bits.toString(16);
    return "0x" + "0".repeat(SIZE / 4 - digits.length()) + digits;
  }

  private LogsBloom with(int kind, byte[] value) {
    var keyed = new byte[value.length + 1];
    keyed[0] = (byte) kind;
    System.arraycopy(value, 0, keyed, 1, value.length);
    var hash = Sha3.hash(keyed);
    var added = bits;
    for (var index = 0; index < HASHES; index++) {
      var word = (hash[2 * index] & 0xff) << 8 | (hash[2 * index + 1] & 0xff);
      added = added.setBit(word & SIZE - 1);
    }
    return new LogsBloom(added);
  }
}

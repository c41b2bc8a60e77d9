package headgate.jsonrpc;

import java.util.Arrays;

/**
 * The keys of all objects of one body, each within the scope of its object: says whether one came
 * twice.
 *
 * <p>A caller chooses the keys, so the hash must be one that no caller can aim at: a polynomial
 * over the key's code points, modulo the prime 2^61 - 1, at a secret point. The difference of two
 * keys is a polynomial too, so two keys of n code points meet at hardly more than n of those 2^61
 * points, whoever chose them. The keys themselves are compared before a duplicate is called one.
 */
final class KeySet {

  private static final long PRIME = (1L << 61) - 1;
  private static final int SLOTS_MIN = 64;

  /** What is kept from body to body; a larger table is given back. */
  private static final int SLOTS_KEPT_MAX = 4096;

  private final long point;

  /** Entry number plus one; 0 is free. A power of two, at most half full. */
  private int[] slots = new int[SLOTS_MIN];

  private long[] hashes = new long[SLOTS_MIN / 2];

  /** Per entry: scope, from, to. */
  private int[] entries = new int[3 * SLOTS_MIN / 2];

  private int size;
  private byte[] bytes = {};

  KeySet(long secret) {
    point = 256 + Math.floorMod(secret, PRIME - 256);
  }

  /** Forgets all keys; the ones to come are spans of {@code text}. */
  void reset(byte[] text) {
    bytes = text;
    if (slots.length > SLOTS_KEPT_MAX) {
      slots = new int[SLOTS_MIN];
      hashes = new long[SLOTS_MIN / 2];
      entries = new int[3 * SLOTS_MIN / 2];
    } else if (size > 0) {
      Arrays.fill(slots, 0);
    }
    size = 0;
  }

  /** Adds a key, a well-formed string without its quotes; false where its scope has it already. */
  boolean add(int scope, int from, int to) {
    if (2 * size == slots.length) {
      grow();
    }
    long hash = hash(scope, from, to);
    int slot = firstSlot(hash);
    while (slots[slot] != 0) {
      if (isEqual(slots[slot] - 1, hash, scope, from, to)) {
        return false;
      }
      slot = slot + 1 & slots.length - 1;
    }
    hashes[size] = hash;
    entries[3 * size] = scope;
    entries[3 * size + 1] = from;
    entries[3 * size + 2] = to;
    slots[slot] = ++size;
    return true;
  }

  private boolean isEqual(int entry, long hash, int scope, int from, int to) {
    return hashes[entry] == hash
        && entries[3 * entry] == scope
        && CodePoints.equal(bytes, entries[3 * entry + 1], entries[3 * entry + 2], bytes, from, to);
  }

  private long hash(int scope, int from, int to) {
    long hash = scope;
    for (int at = from; at < to; ) {
      long read = CodePoints.read(bytes, at);
      hash = timesPoint(hash) + CodePoints.codePoint(read) + 1;
      at = CodePoints.next(read);
    }
    return timesPoint(hash) % PRIME;
  }

  /** The product, folded twice at bit 61: congruent modulo the prime and below 2^61 + 8. */
  private long timesPoint(long value) {
    long high = Math.multiplyHigh(value, point);
    long low = value * point;
    long once = (low & PRIME) + (high << 3 | low >>> 61);
    return (once & PRIME) + (once >>> 61);
  }

  private int firstSlot(long hash) {
    return (int) hash & slots.length - 1;
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, slots.length);
    entries = Arrays.copyOf(entries, 3 * slots.length);
    slots = new int[2 * slots.length];
    for (int entry = 0; entry < size; entry++) {
      int slot = firstSlot(hashes[entry]);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = entry + 1;
    }
  }
}

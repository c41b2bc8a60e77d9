package headgate.chain.method;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The methods of a chain, each known by a small number.
 *
 * <p>The lookup compares exact bytes and allocates nothing: an open-addressing table of twice the
 * size, whose slots hold indexes. Instances are immutable.
 */
public final class MethodTable {

  /** The most methods that one chain may have. */
  public static final int METHODS_MAX = 1_024;

  private static final int EMPTY = -1;

  private final List<MethodProfile> methods;
  private final byte[][] names;
  private final int[] slots;

  /**
   * Builds the table.
   *
   * @param methods at most {@value #METHODS_MAX}, each with its place in the list as its index
   * @throws IllegalArgumentException if an index is wrong, a name stands twice or there are too
   *     many
   */
  public MethodTable(List<MethodProfile> methods) {
    this.methods = List.copyOf(methods);
    check(this.methods);
    this.names =
        this.methods.stream()
            .map(method -> method.name().getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.slots = new int[Integer.highestOneBit(Math.max(1, methods.size())) * 4];
    Arrays.fill(slots, EMPTY);
    for (int index = 0; index < names.length; index++) {
      slots[freeSlot(names[index])] = index;
    }
  }

  /** The number of methods; indexes are below it. */
  public int size() {
    return methods.size();
  }

  /** The method with an index from 0 to {@link #size()} - 1. */
  public MethodProfile method(int index) {
    return methods.get(index);
  }

  /** All methods in the order of their indexes. */
  public List<MethodProfile> all() {
    return methods;
  }

  /**
   * The index of the method with these exact bytes as its name, or -1.
   *
   * @param bytes holds the decoded name
   * @param from where it begins
   * @param to where it ends, exclusive
   */
  public int indexOf(byte[] bytes, int from, int to) {
    int slot = slotOf(bytes, from, to);
    while (slots[slot] != EMPTY) {
      var name = names[slots[slot]];
      if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return slots[slot];
      }
      slot = slot + 1 & slots.length - 1;
    }
    return -1;
  }

  /** The method of a name; for cold paths. */
  public Optional<MethodProfile> named(String name) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    int index = indexOf(bytes, 0, bytes.length);
    return index < 0 ? Optional.empty() : Optional.of(method(index));
  }

  private int freeSlot(byte[] name) {
    int slot = slotOf(name, 0, name.length);
    while (slots[slot] != EMPTY) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private int slotOf(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int at = from; at < to; at++) {
      hash = 31 * hash + bytes[at];
    }
    return (hash ^ hash >>> 16) & slots.length - 1;
  }

  private static void check(List<MethodProfile> methods) {
    if (methods.size() > METHODS_MAX) {
      throw new IllegalArgumentException("there are more than " + METHODS_MAX + " methods");
    }
    var seen = new HashSet<String>();
    for (int index = 0; index < methods.size(); index++) {
      var method = methods.get(index);
      if (method.index() != index || !seen.add(method.name())) {
        throw new IllegalArgumentException(method.name() + " stands twice or has a wrong index");
      }
    }
  }
}

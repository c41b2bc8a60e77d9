package headgate.devnode.chain;

import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A value with its past: what it was at each height. Readers never wait for the writer. */
final class History<T> {
  private final ConcurrentSkipListMap<Long, T> changes = new ConcurrentSkipListMap<>();

  /** Says that the value is this from a height on; what did not change takes no room. */
  void put(long height, T value) {
    var last = changes.lastEntry();
    if (last == null || !last.getValue().equals(value)) {
      changes.put(height, value);
    }
  }

  /** The value at a height; empty if there was none yet. */
  Optional<T> at(long height) {
    return Optional.ofNullable(changes.floorEntry(height)).map(entry -> entry.getValue());
  }

  /** The newest value. */
  Optional<T> newest() {
    return Optional.ofNullable(changes.lastEntry()).map(entry -> entry.getValue());
  }
}

package headgate.acceptance.soak;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a gateway may not use more and more of. Its bound is as narrow as its noise lets it be: in
 * twenty minutes 3 KiB a second pass that of the heap, a descriptor in half a minute that of files.
 *
 * @param label what a table calls it
 * @param unit by which what is read is divided
 * @param growth how far it may rise once the gateway is warm, in that unit
 * @param reading how it is read
 */
record Resource(String label, double unit, Growth growth, ToDoubleFunction<Scrape> reading) {
  private static final double MIB = 1 << 20;

  /**
   * What is alive after a full collection. It follows the connections and calls of the moment, of
   * which each holds some kilobytes.
   */
  static final Resource HEAP =
      new Resource("heap alive, MiB", MIB, new Growth(1.05, 1.5), Resource::alive);

  /** The allocator keeps what its busiest moment took, in chunks of a MiB and more. */
  static final Resource NETWORK =
      new Resource(
          "network buffers, MiB",
          MIB,
          new Growth(1.15, 4),
          page -> page.sum("headgate_network_memory_bytes"));

  /** The JDK's own count: what threads keep for their own reads and writes. */
  static final Resource BUFFERS =
      new Resource(
          "JDK's direct buffers, MiB",
          MIB,
          new Growth(1.1, 1),
          page -> page.sum("jvm_buffer_pool_used_bytes", "pool", "direct"));

  /** All of these, with code that is compiled meanwhile and what malloc does not give back. */
  static final Resource RESIDENT =
      new Resource(
          "resident memory, MiB",
          MIB,
          new Growth(1.1, 16),
          page -> page.sum("process_resident_memory_bytes"));

  /** Connections of callers and to nodes come and go by dozens with each failure. */
  static final Resource FILES =
      new Resource(
          "file descriptors", 1, new Growth(1.1, 12), page -> page.sum("process_open_fds"));

  /** Virtual threads have a few carriers, which come and go. */
  static final Resource THREADS =
      new Resource("threads", 1, new Growth(1, 6), page -> page.sum("jvm_threads_current"));

  /** All of them, in the order of a table. */
  static final List<Resource> ALL = List.of(HEAP, NETWORK, BUFFERS, RESIDENT, FILES, THREADS);

  private static double alive(Scrape page) {
    return page.by("jvm_memory_pool_collection_used_bytes", "pool").values().stream()
        .mapToDouble(used -> used)
        .sum();
  }

  /** How much of it is used, in its unit. */
  double of(Scrape page) {
    return reading.applyAsDouble(page) / unit;
  }

  @Override
  public String toString() {
    return label;
  }
}

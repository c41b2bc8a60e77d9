package headgate.gateway.config;

import java.time.Duration;

/**
 * What answers are kept.
 *
 * @param enabled false asks a node for every call
 * @param bytesMax all entries of this network together; half of them are for answers that hold at
 *     one height only
 * @param microTtl longest life of a head-scoped answer, counted from the start of its fetch; at
 *     most a second, because that is what callers are promised
 * @param entryBytesMax largest answer that is kept
 */
public record CacheConfig(boolean enabled, long bytesMax, Duration microTtl, int entryBytesMax) {
  public CacheConfig {
    new Rules()
        .bytesWithin("bytesMax", bytesMax, 1L << 20, 1L << 40)
        .within("microTtl", microTtl, Duration.ZERO, Duration.ofSeconds(1))
        .bytesWithin("entryBytesMax", entryBytesMax, 1L << 10, 16L << 20)
        .that(
            "entryBytesMax",
            entryBytesMax <= bytesMax / 2,
            "must not be more than half of bytesMax")
        .check();
  }

  /** 64 MiB, entries up to 256 KiB, head-scoped answers for a second. */
  public static CacheConfig defaults() {
    return new CacheConfig(true, 64L << 20, Duration.ofSeconds(1), 256 << 10);
  }
}

package headgate.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import headgate.gateway.config.CacheConfig;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.seam.Clock;
import java.util.concurrent.Executor;

/**
 * The answers of one network that still hold, shared by all loops and bounded in bytes.
 *
 * <p>There is no invalidation. An answer that follows the head is kept under the height it was
 * fetched at, so that at the next height nobody asks for it any more; and it serves for at most a
 * second (the micro-cache), counted from the start of its fetch, so that its age is never more than
 * the promise. An answer about something settled is kept under no height and serves until size
 * pushes it out. Only results are kept, never errors.
 */
public final class AnswerCache {
  private static final int ENTRY_OVERHEAD = 64;

  /** One kept answer. */
  private record Entry(AnswerText text, long fetchedAtNanos) {}

  private final CacheConfig config;
  private final Clock clock;
  private final Cache<AnswerKey, Entry> entries;

  /**
   * An empty cache.
   *
   * @param housekeeping runs the eviction that follows writes
   */
  public AnswerCache(CacheConfig config, Clock clock, Executor housekeeping) {
    this.config = config;
    this.clock = clock;
    entries =
        Caffeine.newBuilder()
            .maximumWeight(config.bytesMax())
            .<AnswerKey, Entry>weigher(
                (key, entry) -> key.weight() + entry.text.text().length + ENTRY_OVERHEAD)
            .ticker(clock::nanos)
            .executor(housekeeping)
            .build();
  }

  /** The answer that holds for a key now. */
  public Lookup lookUp(AnswerKey key) {
    var entry = entries.getIfPresent(key);
    if (entry == null || !holds(key, entry)) {
      return new Lookup.Miss();
    }
    return new Lookup.Fresh(entry.text);
  }

  private boolean holds(AnswerKey key, Entry entry) {
    return key.everyHeight() || clock.nanos() - entry.fetchedAtNanos <= config.microTtl().toNanos();
  }

  /** Keeps a result, unless it is an error, too large or too old already. */
  public void store(AnswerKey key, AnswerText text, long fetchedAtNanos) {
    var entry = new Entry(text, fetchedAtNanos);
    if (config.enabled()
        && text.success()
        && text.text().length <= config.entryBytesMax()
        && holds(key, entry)) {
      entries.put(key, entry);
    }
  }

  /** How many answers are kept, as far as housekeeping has come. */
  public long size() {
    return entries.estimatedSize();
  }

  /** Bytes of the answers kept, as far as housekeeping has come. */
  public long bytes() {
    return entries.policy().eviction().map(bound -> bound.weightedSize().orElse(0)).orElse(0L);
  }
}

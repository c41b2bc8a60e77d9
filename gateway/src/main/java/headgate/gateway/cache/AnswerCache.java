package headgate.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import headgate.gateway.config.CacheConfig;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.seam.Clock;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one network that still hold, shared by all loops and bounded in bytes: the second
 * level of the cache.
 *
 * <p>There is no invalidation. An answer that was asked for at a height is the truth at that height
 * and is kept under it: it serves as long as that is the serving height, and at the next one nobody
 * asks for it any more. One that could not be asked for at a height is kept under the height of its
 * fetch too, and serves for at most a second (the micro-cache), counted from the start of its
 * fetch. An answer about something settled is kept under no height and serves until size pushes it
 * out. A new generation makes every key a new one. Only results are kept, never errors.
 */
public final class AnswerCache {
  private final CacheConfig config;
  private final Clock clock;
  private final Cache<AnswerKey, Entry> entries;
  private volatile long generation;

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
            .<AnswerKey, Entry>weigher((_, entry) -> entry.weight())
            .ticker(clock::nanos)
            .executor(housekeeping)
            .build();
  }

  /** Whether anything is kept at all. */
  public boolean enabled() {
    return config.enabled();
  }

  /** The entry of a key, whether it holds or not. */
  @Nullable Entry find(AnswerKey key) {
    return entries.getIfPresent(key);
  }

  boolean holds(Entry entry) {
    return entry.holds(clock.nanos(), config.microTtl().toNanos());
  }

  /** Keeps a result, unless it is an error, too large, too old already or of a past generation. */
  void store(AnswerKey key, AnswerText text, long fetchedAtNanos, boolean lasting) {
    if (!config.enabled()
        || !text.success()
        || text.text().length > config.entryBytesMax()
        || key.generation() < generation) {
      return;
    }
    var entry = new Entry(key.detached(), text, fetchedAtNanos, lasting);
    if (holds(entry)) {
      entries.put(entry.key(), entry);
      if (key.generation() < generation) {
        // The new one began between the look at it and now.
        entries.invalidate(entry.key());
      }
    }
  }

  /** A new generation has begun: what was kept is let go of at once, since nobody asks for it. */
  public void startGeneration(long newGeneration) {
    if (newGeneration > generation) {
      generation = newGeneration;
      entries.invalidateAll();
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

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
 *
 * <p>What holds at one height only has half of the bytes for itself and goes with its height; what
 * is settled, and what finds no room there, is weighed by how often it is asked for.
 */
public final class AnswerCache {
  private static final int HEAD_PART = 2;

  private final CacheConfig config;
  private final Clock clock;
  private final HeadAnswers head;
  private final Cache<AnswerKey, Entry> lasting;
  private volatile long generation;

  /**
   * An empty cache.
   *
   * @param housekeeping runs the eviction that follows writes
   */
  public AnswerCache(CacheConfig config, Clock clock, Executor housekeeping) {
    this.config = config;
    this.clock = clock;
    var headBytes = config.bytesMax() / HEAD_PART;
    head = new HeadAnswers(headBytes);
    lasting =
        Caffeine.newBuilder()
            .maximumWeight(config.bytesMax() - headBytes)
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
    if (key.everyHeight()) {
      return lasting.getIfPresent(key);
    }
    return head.find(key, lasting::getIfPresent);
  }

  boolean holds(Entry entry) {
    return entry.holds(clock.nanos(), config.microTtl().toNanos());
  }

  /** Keeps a result, unless it is an error, too large, too old already or of a past generation. */
  void store(AnswerKey key, AnswerText text, long fetchedAtNanos, boolean truth) {
    if (!config.enabled()
        || !text.success()
        || text.text().length > config.entryBytesMax()
        || key.generation() < generation) {
      return;
    }
    var entry = new Entry(key.detached(), text, fetchedAtNanos, truth);
    if (holds(entry)) {
      keep(entry);
      if (key.generation() < generation) {
        // The new one began between the look at it and now.
        head.startGeneration(generation);
        lasting.invalidate(entry.key());
      }
    }
  }

  private void keep(Entry entry) {
    if (entry.key().everyHeight() || !head.keep(entry)) {
      lasting.put(entry.key(), entry);
    }
  }

  /** A new generation has begun: what was kept is let go of at once, since nobody asks for it. */
  public void startGeneration(long newGeneration) {
    if (newGeneration > generation) {
      generation = newGeneration;
      head.startGeneration(newGeneration);
      lasting.invalidateAll();
    }
  }

  /** How many answers are kept, as far as housekeeping has come. */
  public long size() {
    return head.size() + lasting.estimatedSize();
  }

  /** Bytes of the answers kept, as far as housekeeping has come. */
  public long bytes() {
    var bound = lasting.policy().eviction();
    return head.bytes() + bound.map(policy -> policy.weightedSize().orElse(0)).orElse(0L);
  }
}

package headgate.gateway.cache;

import headgate.gateway.route.AnswerKey;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answers that hold at one height only, the newest that any was kept at; shared by all loops.
 *
 * <p>With the next block nobody asks for them any more, so all of them go at once. Which of them to
 * let go of, and when, need not be thought of for each: that is what makes a cache dear that is
 * bounded, and most of what comes in here is never asked for again. What is large, or finds no room
 * any more, is kept elsewhere, by how often it is asked for.
 *
 * <p>In parts with a lock each, so that loops seldom wait for each other.
 */
final class HeadAnswers {
  /** Bytes of the largest answer that is kept here. */
  static final int ANSWER_BYTES_MAX = 8 * 1024;

  /** A power of two. */
  private static final int PARTS = 16;

  private final Part[] parts;

  /** Nothing yet, and never more than so many bytes. */
  HeadAnswers(long bytesMax) {
    var each = (int) Math.min(Integer.MAX_VALUE - 16, bytesMax / PARTS);
    parts = IntStream.range(0, PARTS).mapToObj(_ -> new Part(each)).toArray(Part[]::new);
  }

  /** What a share of the keys has at the newest height that any of them was kept at. */
  private static final class Part {
    private final AnswerSlab slab;
    private long generation;
    private long height = -1;
    private boolean spilled;

    Part(int bytesMax) {
      slab = new AnswerSlab(bytesMax);
    }

    synchronized boolean mayBeElsewhere(AnswerKey key) {
      return isOf(key) ? spilled : !isBefore(key.generation(), key.height());
    }

    synchronized @Nullable Entry find(AnswerKey key) {
      return isOf(key) ? slab.find(key) : null;
    }

    synchronized boolean keep(Entry entry) {
      var key = entry.key();
      turnTo(key.generation(), key.height());
      if (!isOf(key)) {
        return false;
      }
      if (entry.text().text().length > ANSWER_BYTES_MAX) {
        // What it had before is older, and would be found first.
        slab.forget(key);
      } else if (slab.keep(entry)) {
        return true;
      }
      spilled = true;
      return false;
    }

    synchronized void turnTo(long newGeneration, long newHeight) {
      if (isBefore(newGeneration, newHeight)) {
        generation = newGeneration;
        height = newHeight;
        spilled = false;
        slab.clear();
      }
    }

    private boolean isOf(AnswerKey key) {
      return generation == key.generation() && height == key.height();
    }

    private boolean isBefore(long otherGeneration, long otherHeight) {
      return generation < otherGeneration
          || (generation == otherGeneration && height < otherHeight);
    }

    synchronized Kept kept() {
      return new Kept(generation, height, slab.count(), slab.bytes());
    }
  }

  /** How much is kept at a height. */
  private record Kept(long generation, long height, long count, long bytes) {
    /** What both have together; what is of a height that has passed counts no more. */
    Kept and(Kept other) {
      if (generation == other.generation && height == other.height) {
        return new Kept(generation, height, count + other.count, bytes + other.bytes);
      }
      var newer =
          generation > other.generation
              || (generation == other.generation && height > other.height);
      return newer ? this : other;
    }
  }

  private Part partOf(AnswerKey key) {
    return parts[key.hashCode() & (PARTS - 1)];
  }

  /**
   * The entry of a key that is bound to a height.
   *
   * @param elsewhere where it is looked for if it may have been kept there
   */
  @Nullable Entry find(AnswerKey key, Function<AnswerKey, @Nullable Entry> elsewhere) {
    var part = partOf(key);
    var entry = part.find(key);
    return entry == null && part.mayBeElsewhere(key) ? elsewhere.apply(key) : entry;
  }

  /** Keeps an entry; false where that has to be done elsewhere. */
  boolean keep(Entry entry) {
    return partOf(entry.key()).keep(entry);
  }

  /** A new generation has begun: all that is older is let go of. */
  void startGeneration(long generation) {
    for (var part : parts) {
      part.turnTo(generation, -1);
    }
  }

  /** How many there are. */
  long size() {
    return kept().count;
  }

  /** Their bytes. */
  long bytes() {
    return kept().bytes;
  }

  private Kept kept() {
    return Stream.of(parts).map(Part::kept).reduce(Kept::and).orElseThrow();
  }
}

package headgate.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What is drawn, all of it from one seed. */
public final class Chance {
  private final SplittableRandom random;

  private Chance(SplittableRandom random) {
    this.random = random;
  }

  /** Everything that follows from a seed. */
  public static Chance of(long seed) {
    return new Chance(new SplittableRandom(seed));
  }

  /** A part of it for somebody else, whose draws change nothing here. */
  public Chance split() {
    return new Chance(random.split());
  }

  /** The generator behind it. */
  public RandomGenerator generator() {
    return random;
  }

  /** From 0 to less than the bound; 0 where that is 0. */
  public long below(long bound) {
    return bound <= 0 ? 0 : random.nextLong(bound);
  }

  /** From the first to the last, both included. */
  public int between(int first, int last) {
    return random.nextInt(first, last + 1);
  }

  /** From the shortest to the longest. */
  public Duration between(Duration shortest, Duration longest) {
    return shortest.plusNanos(below(longest.minus(shortest).toNanos() + 1));
  }

  /** True in so many of a hundred draws. */
  public boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** One of them. */
  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

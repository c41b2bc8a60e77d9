package headgate.acceptance.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far something may rise once a gateway is warm.
 *
 * <p>The first quarter of a run is its warm-up. Of the rest two things are asked: the median of the
 * last quarter against that of the second, and the line through all three quarters. Both are told
 * by medians, of values and of slopes, so that a few samples taken at a busy moment decide nothing,
 * and a leak that is steady shows however much noise lies on it.
 *
 * @param ratio what a value may become by growing in proportion, 1 or more
 * @param slack what it may grow by besides, in its own unit
 */
record Growth(double ratio, double slack) {
  /** Four samples in a quarter: fewer have no median to speak of. */
  static final int SAMPLES_MIN = 16;

  Growth {
    if (!(ratio >= 1) || !(slack >= 0)) {
      throw new IllegalArgumentException("a ratio of 1 or more and a slack of 0 or more");
    }
  }

  /** What is wrong with a series of samples taken at equal distances; empty where nothing is. */
  Optional<String> fault(List<Double> samples) {
    if (samples.size() < SAMPLES_MIN) {
      return Optional.of("only " + samples.size() + " samples, too few to judge");
    }
    var early = quarter(2, samples);
    var late = quarter(4, samples);
    var most = early * ratio + slack;
    if (late > most) {
      return Optional.of(
          "it rose from %.1f to %.1f, and %.1f was allowed".formatted(early, late, most));
    }
    var judged = samples.subList(samples.size() / 4, samples.size());
    var rise = slope(judged) * judged.size();
    return rise > most - early
        ? Optional.of(
            "it rises by %.1f over the run, and %.1f was allowed".formatted(rise, most - early))
        : Optional.empty();
  }

  /** The median of a quarter of the run, the first to the fourth. */
  static double quarter(int number, List<Double> samples) {
    var count = samples.size();
    return median(samples.subList(count * (number - 1) / 4, count * number / 4));
  }

  /** The median of the slopes between all pairs, after Theil and Sen, for each step. */
  private static double slope(List<Double> samples) {
    var slopes = new ArrayList<Double>();
    for (var from = 0; from < samples.size(); from++) {
      for (var to = from + 1; to < samples.size(); to++) {
        slopes.add((samples.get(to) - samples.get(from)) / (to - from));
      }
    }
    return median(slopes);
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }
}

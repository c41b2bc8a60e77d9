package headgate.acceptance.soak;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A gateway's metrics, as it told them at one moment. */
final class Scrape {
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private final List<String> lines;

  /** Reads a page of Prometheus text. */
  Scrape(String page) {
    lines = page.lines().filter(line -> !line.startsWith("#")).toList();
  }

  /** The sum of all series of a metric; 0 where there is none. */
  double sum(String metric) {
    return lines.stream()
        .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
        .mapToDouble(Scrape::value)
        .sum();
  }

  /** The sum of those series whose label has that value. */
  double sum(String metric, String label, String value) {
    return by(metric, label).getOrDefault(value, 0.0);
  }

  /** The sums of a metric by the values of a label. */
  Map<String, Double> by(String metric, String label) {
    var sums = new TreeMap<String, Double>();
    for (var line : lines) {
      if (line.startsWith(metric + "{")) {
        LABEL
            .matcher(line)
            .results()
            .filter(found -> found.group(1).equals(label))
            .forEach(found -> sums.merge(found.group(2), value(line), Double::sum));
      }
    }
    return sums;
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}

package headgate.acceptance.soak;

import headgate.acceptance.height.Seen;
import headgate.acceptance.height.Seen.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run showed.
 *
 * @param terms how it was made
 * @param measured what the process held
 * @param happened what callers saw
 * @param said what the process said
 */
record SoakReport(Soak.Terms terms, Measured measured, Happened happened, Said said) {
  /**
   * What the process held.
   *
   * @param before nobody called yet
   * @param samples while all called, at equal distances
   * @param after nobody called any more
   * @param held what should have been nothing then, and was not
   */
  record Measured(Scrape before, List<Scrape> samples, Scrape after, List<String> held) {}

  /**
   * What callers saw.
   *
   * @param seen by readers and writers
   * @param callers what callers did, by kind
   * @param changes what went wrong and what the operator did, by kind
   * @param fates what is wrong with the writes, empty where nothing is
   */
  record Happened(Seen seen, Census callers, Census changes, String fates) {}

  /**
   * What the process said.
   *
   * @param complaints lines of its log that no sound gateway writes
   * @param status with which it ended
   */
  record Said(List<String> complaints, int status) {}

  private static final int SHOWN_MAX = 10;

  /** What does not depend on how long it lasted: each is a fault in the shortest run too. */
  List<String> faultsOfAnyRun() {
    var faults = new ArrayList<String>();
    measured.held.forEach(held -> faults.add("nobody calls any more, and " + held));
    said.complaints.forEach(line -> faults.add("the log says " + line));
    if (said.status != 0) {
      faults.add("told to stop, the gateway ended with " + said.status);
    }
    shown("wrong answer", happened.seen.wrongReads(), faults);
    shown("height that went back", happened.seen.heightsThatWentBack(), faults);
    if (!happened.fates.isEmpty()) {
      faults.add("writes: " + happened.fates);
    }
    return faults;
  }

  /** What is judged in a run that lasts, besides. */
  List<String> faultsOfALongRun() {
    var faults = new ArrayList<>(faultsOfAnyRun());
    shown("failed read", happened.seen.failedReads(), faults);
    shown("surprise", happened.callers.surprises(), faults);
    shown("surprise", happened.changes.surprises(), faults);
    for (var resource : Resource.ALL) {
      resource
          .growth()
          .fault(series(resource))
          .ifPresent(fault -> faults.add(resource + ": " + fault));
    }
    return faults;
  }

  private static void shown(String kind, List<String> all, List<String> faults) {
    all.stream().limit(SHOWN_MAX).forEach(each -> faults.add(kind + ": " + each));
    if (all.size() > SHOWN_MAX) {
      faults.add("and " + (all.size() - SHOWN_MAX) + " more of the kind " + kind);
    }
  }

  private List<Double> series(Resource resource) {
    return measured.samples.stream().map(resource::of).toList();
  }

  /** All figures, as text. */
  @Override
  public String toString() {
    var page = new StringBuilder();
    page.append(
        "soak of %d s, seed %d, %d samples%n%n"
            .formatted(terms.lasts().toSeconds(), terms.seed(), measured.samples.size()));
    resources(page);
    page.append(
        "%n%s, heights to %.0f%n"
            .formatted(happened.seen, measured.after.sum("headgate_serving_height")));
    page.append(
        "%d writes, %d acknowledged, %d unknown%n"
            .formatted(
                happened.seen.writes().size(),
                happened.seen.writes(Told.HASH).size(),
                happened.seen.writes(Told.UNKNOWN).size()));
    var outcomes = measured.after.by("headgate_calls_total", "outcome");
    page.append(
        "%.0f s of processor time%n".formatted(measured.after.sum("process_cpu_seconds_total")));
    var calls = new TreeMap<String, Long>();
    outcomes.forEach((outcome, count) -> calls.put(outcome, count.longValue()));
    table(page, "calls by outcome, as the gateway counted them", calls);
    table(page, "callers", happened.callers.counts());
    table(page, "failures and orders", happened.changes.counts());
    return page.toString();
  }

  private void resources(StringBuilder page) {
    row(page, "", "before", "1st", "2nd", "3rd", "4th", "most", "after");
    for (var resource : Resource.ALL) {
      var series = series(resource);
      row(
          page,
          resource.toString(),
          number(resource.of(measured.before)),
          number(Growth.quarter(1, series)),
          number(Growth.quarter(2, series)),
          number(Growth.quarter(3, series)),
          number(Growth.quarter(4, series)),
          number(series.stream().mapToDouble(value -> value).max().orElse(0)),
          number(resource.of(measured.after)));
    }
  }

  private static void row(StringBuilder page, String name, String... cells) {
    page.append("%-26s".formatted(name));
    for (var cell : cells) {
      page.append("%9s".formatted(cell));
    }
    page.append(System.lineSeparator());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
  }

  private static void table(StringBuilder page, String title, Map<String, Long> counts) {
    page.append("%n%s%n".formatted(title));
    counts.forEach((kind, count) -> line(page, kind, count));
  }

  private static void line(StringBuilder page, String name, long count) {
    page.append("  %-46s%9d%n".formatted(name, count));
  }
}

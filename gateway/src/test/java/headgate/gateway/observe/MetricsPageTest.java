package headgate.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.ProbeMiss;
import headgate.gateway.observe.load.LoadStatus;
import headgate.gateway.observe.peers.PeerStatus;
import headgate.gateway.observe.reload.ReloadStatus;
import headgate.gateway.observe.tries.NodeLoad;
import headgate.gateway.observe.tries.TryStatus;
import headgate.gateway.upstream.writes.WriteCounts;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about metrics has every metric that is exposed, with its labels, and no other. */
class MetricsPageTest {
  private static final Pattern METRIC =
      Pattern.compile("\\| `((?:headgate|process|jvm)_\\w+)` \\| (.+?) \\| .+ \\|");
  private static final Pattern OUTCOME = Pattern.compile("\\| `([a-z_]+)` \\| .+ \\|");
  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

  @Test
  void everyMetricStandsThereWithItsLabels() throws IOException {
    var documented = new TreeMap<String, String>();
    page()
        .lines()
        .map(METRIC::matcher)
        .filter(row -> row.matches())
        .forEach(row -> documented.put(row.group(1), labels(row.group(2))));
    assertThat(documented).isEqualTo(exposed());
  }

  @Test
  void everyOutcomeStandsThere() throws IOException {
    assertThat(outcomes("## Outcomes"))
        .containsExactlyElementsOf(Arrays.stream(Outcome.values()).map(Outcome::label).toList());
  }

  @Test
  void everyReasonWhyAProbeFailsStandsThere() throws IOException {
    var page = page();
    var from = page.indexOf("## Why a node is not up");
    var rows = page.substring(from, page.indexOf("## Outcomes")).lines().toList();
    assertThat(rows)
        .containsSubsequence(
            Arrays.stream(ProbeMiss.values())
                .map(miss -> "| `" + miss.label() + "` | " + miss.words() + " |")
                .toList());
  }

  @Test
  void everyEndOfAStreamStandsThere() throws IOException {
    assertThat(outcomes("## Ends of streams"))
        .containsExactlyElementsOf(
            Arrays.stream(StreamOutcome.values()).map(StreamOutcome::label).toList());
  }

  private static List<String> outcomes(String title) throws IOException {
    var page = page();
    var section = page.substring(page.indexOf(title) + title.length()).split("\n## ", 2)[0];
    return section
        .lines()
        .map(OUTCOME::matcher)
        .filter(row -> row.matches())
        .map(row -> row.group(1))
        .toList();
  }

  private static String labels(String cell) {
    return LABEL
        .matcher(cell)
        .results()
        .map(found -> found.group(1))
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> exposed() {
    var statistics = new Statistics("main", List.of("balance"), List.of("denied"));
    statistics.forLoop().record(0, Outcome.HIT, 1);
    var metrics = new TreeMap<String, String>();
    for (var metric : new Metrics(() -> List.of(statistics), new OneNode()).collect()) {
      metrics.put(name(metric), labels(metric));
    }
    return metrics;
  }

  private static String name(MetricSnapshot metric) {
    var name = metric.getMetadata().getPrometheusName();
    return metric instanceof CounterSnapshot ? name + "_total" : name;
  }

  private static String labels(MetricSnapshot metric) {
    var names = new TreeSet<String>();
    metric
        .getDataPoints()
        .forEach(point -> point.getLabels().stream().map(Label::getName).forEach(names::add));
    return String.join(",", names);
  }

  private static String page() throws IOException {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("docs/metrics.md")) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return Files.readString(folder.resolve("docs/metrics.md"));
  }

  private static final class OneNode implements StatusSource {
    @Override
    public List<NetworkStatus> networks() {
      var load = new NodeLoad(8, 0, false, false);
      var node =
          new NodeStatus(
              "a",
              true,
              "up",
              "0x1",
              "",
              1,
              0,
              1,
              0,
              load,
              0,
              0,
              0,
              true,
              "",
              "primary",
              List.of("read"));
      return List.of(
          new NetworkStatus(
              "main",
              "icon",
              1,
              new HeadStatus(0, 1, false, "a", true, 0),
              List.of(node),
              new TryStatus(Map.of(), 0, 0, 0, Map.of("read", 0)),
              NetworkStatus.Pending.NONE,
              0,
              0,
              0,
              new StreamEnds().counts(),
              new WriteCounts().status(),
              new NetworkStatus.Fallbacks(
                  List.of(new NetworkStatus.Use("read", false, 0)), 1, 0, 0),
              new LoadStatus(
                  "normal", List.of("normal"), Map.of("read", 0L), Map.of("read", 0.0))));
    }

    @Override
    public ProcessStatus process() {
      var one = List.of(new ReasonCount("one", 1));
      var peers =
          new PeerStatus(List.of(new PeerStatus.Hints("n", 1, 1, 1, 1)), Map.of("seal", 1L));
      return new ProcessStatus(
          1, 1, 1, one, one, peers, new ReloadStatus(Map.of("applied", 1L), 1, false));
    }
  }
}

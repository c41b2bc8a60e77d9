package headgate.cli.demo;

import headgate.cli.talk.Terminal;
import headgate.gateway.observe.Latencies;
import headgate.gateway.observe.MethodSummary;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.StatisticsSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a demo shows while it runs: tables that are redrawn for a person, else a line a second. */
final class LiveView {
  private final Terminal terminal;
  private int drawn;

  LiveView(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A remark that stays; the tables are drawn anew below it. */
  void say(String remark) {
    erase();
    terminal.say(remark);
  }

  /**
   * One second's picture.
   *
   * @param elapsed seconds since the traffic began
   * @param second what was counted in the last second
   */
  void show(long elapsed, StatisticsSnapshot second, NetworkStatus network, TrafficCount count) {
    if (terminal.interactive()) {
      draw(elapsed, second, network, count);
    } else {
      terminal.say(line(elapsed, second, network, count));
    }
  }

  private void draw(
      long elapsed, StatisticsSnapshot second, NetworkStatus network, TrafficCount count) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(elapsed + " s, failed reads: " + count.failedReads() + ", writes: " + count.writes());
    lines.add("");
    lines.addAll(DemoTables.methods(second.methods(), 1));
    lines.add("");
    lines.addAll(DemoTables.nodes(network));
    erase();
    lines.forEach(terminal::say);
    drawn = lines.size();
  }

  private void erase() {
    if (drawn > 0) {
      // Up by so many lines, then clear to the end of the screen.
      terminal.err().print("\u001b[" + drawn + "A\u001b[J");
      drawn = 0;
    }
  }

  private static String line(
      long elapsed, StatisticsSnapshot second, NetworkStatus network, TrafficCount count) {
    var methods = second.methods();
    var all =
        methods.stream().map(MethodSummary::latencies).reduce(Latencies.NONE, Latencies::plus);
    return "%3d s  %d calls/s  hits %s  p50 %s  p99 %s  failed reads %d  writes %d  |  %s"
        .formatted(
            elapsed,
            all.count(),
            DemoTables.percent(hitRatio(methods)),
            DemoTables.millis(all.quantileNanos(0.5)),
            DemoTables.millis(all.quantileNanos(0.99)),
            count.failedReads(),
            count.writes(),
            network.nodes().stream().map(LiveView::stands).collect(Collectors.joining(", ")));
  }

  private static String stands(NodeStatus node) {
    var why = node.reason().isEmpty() ? "" : " (" + node.reason() + ")";
    return node.name() + " " + node.height() + " " + node.state() + why;
  }

  private static double hitRatio(List<MethodSummary> methods) {
    var cacheable = methods.stream().mapToLong(MethodSummary::cacheable).sum();
    var saved = methods.stream().mapToLong(MethodSummary::saved).sum();
    return cacheable == 0 ? 0 : (double) saved / cacheable;
  }
}

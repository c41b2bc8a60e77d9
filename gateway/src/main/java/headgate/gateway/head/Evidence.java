package headgate.gateway.head;

import headgate.gateway.head.HeightProbe.Report;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one node has shown of itself. Everything that is held of a node follows from this and from
 * what the others have shown.
 */
final class Evidence {
  /** Probes missed in a row that put a node down: one may be lost to a pause of ours. */
  static final int MISSES_MAX = 2;

  private long height = -1;
  private long reportedAtNanos;
  private @Nullable String network;
  private @Nullable String channel;
  private long earliest = -1;
  private int missesInRow;
  private @Nullable ProbeMiss lastMiss;
  private boolean answering;
  private boolean heard;

  void reported(Report report, long atNanos) {
    height = report.height();
    network = lowerCase(report.network());
    channel = report.channel();
    earliest = report.earliest();
    reportedAtNanos = atNanos;
    missesInRow = 0;
    lastMiss = null;
    answering = true;
    heard = true;
  }

  void missed(ProbeMiss why) {
    lastMiss = why;
    missesInRow++;
    answering &= missesInRow < MISSES_MAX;
    heard = true;
  }

  long height() {
    return height;
  }

  /** When its newest report was true, at the latest. */
  long reportedAtNanos() {
    return reportedAtNanos;
  }

  @Nullable String network() {
    return network;
  }

  /** Why its last probe was missed, null where it was not. */
  @Nullable ProbeMiss lastMiss() {
    return lastMiss;
  }

  /** Whether it answers its probes. */
  boolean answering() {
    return answering;
  }

  /** Whether it has answered a probe or missed one, ever. */
  boolean heard() {
    return heard;
  }

  boolean isOn(@Nullable String expected) {
    return expected == null || expected.equals(network);
  }

  NodeStanding standing(NodeState state, long lag, String reason) {
    var told = Objects.requireNonNullElse(network, "");
    return new NodeStanding(state, told, height, lag, reason, channel, earliest);
  }

  static @Nullable String lowerCase(@Nullable String network) {
    return network == null ? null : network.toLowerCase(Locale.ROOT);
  }
}

package headgate.gateway.head.track;

import headgate.gateway.head.Block;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe.Report;
import headgate.gateway.head.ProbeMiss;
import org.jspecify.annotations.Nullable;

/** What is held of a network's head, given what its nodes show. */
sealed interface HeadRule permits HeadTracker, FrozenHead {
  /** The height of the block that has to be read before a report is told, -1 for none. */
  long blockWanted(int node, Report report);

  /**
   * A node answered a probe.
   *
   * @param block the block that was wanted, null where none was or the node showed none
   * @param beganNanos when the probe began: the report was true then or later
   */
  void reported(int node, Report report, @Nullable Block block, long beganNanos);

  /** A node missed a probe. */
  void missed(int node, ProbeMiss why);

  /** What follows now. */
  HeadView view();
}

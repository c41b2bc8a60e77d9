package headgate.gateway;

import headgate.chain.method.MethodProfile;
import headgate.gateway.head.Sight;
import headgate.gateway.route.RoutePlan;
import headgate.gateway.upstream.health.NodeJudgement;
import java.util.List;

/** What the request path would do with a call, as it said itself. */
sealed interface Explanation {
  /**
   * The call would not get as far as a plan.
   *
   * @param why in the words of the failure table, or of the error that the caller reads
   */
  record Refused(String why) implements Explanation {}

  /**
   * The plan.
   *
   * @param method the method that is called
   * @param sight what the plan was made by
   * @param plan the plan
   * @param cached whether its answer is in the cache
   * @param nodes what is said of each node, in the order of the configuration; none where no node
   *     is to be asked
   */
  record Planned(
      MethodProfile method, Sight sight, RoutePlan plan, boolean cached, List<NodeJudgement> nodes)
      implements Explanation {
    public Planned {
      nodes = List.copyOf(nodes);
    }
  }
}

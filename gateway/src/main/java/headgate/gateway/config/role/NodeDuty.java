package headgate.gateway.config.role;

import headgate.chain.method.Lane;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one node is there for.
 *
 * @param role when it is asked
 * @param lanes the classes of calls that it is asked for
 */
public record NodeDuty(NodeRole role, Set<Lane> lanes) {
  /** A primary for everything. */
  public static final NodeDuty EVERYTHING = of(NodeRole.PRIMARY);

  /** Copies the set. */
  public NodeDuty {
    lanes = Set.copyOf(lanes);
  }

  /** A node of that role for every lane. */
  public static NodeDuty of(NodeRole role) {
    return new NodeDuty(role, EnumSet.allOf(Lane.class));
  }

  /** Whether it has that role, and is there for that lane. */
  public boolean is(NodeRole wanted, Lane lane) {
    return role == wanted && lanes.contains(lane);
  }
}

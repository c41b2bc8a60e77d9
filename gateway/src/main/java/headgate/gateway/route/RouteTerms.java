package headgate.gateway.route;

import headgate.chain.method.Lane;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the plans of one network depend on besides the call and the head.
 *
 * @param pins whether reads that leave their height open are sent with the serving height
 * @param keeps whether answers are kept and shared at all; else each read goes to a node
 * @param frozen whether the chain has ended, as its operator says: then every answer holds for
 *     ever, and nothing can be written or waited for
 * @param lanes the lanes for which there is a node
 */
public record RouteTerms(boolean pins, boolean keeps, boolean frozen, Set<Lane> lanes) {
  /** Copies the set. */
  public RouteTerms {
    lanes = Set.copyOf(lanes);
  }

  /** Of a network with nodes for every lane. */
  public RouteTerms(boolean pins, boolean keeps, boolean frozen) {
    this(pins, keeps, frozen, EnumSet.allOf(Lane.class));
  }
}

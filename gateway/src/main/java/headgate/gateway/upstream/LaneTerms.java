package headgate.gateway.upstream;

import headgate.chain.method.Lane;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;

/** Which terms of the configuration hold for a lane. */
final class LaneTerms {
  private LaneTerms() {}

  static LaneConfig of(LanesConfig lanes, Lane lane) {
    return switch (lane) {
      case READ, STREAM -> lanes.reads();
      case WRITE -> lanes.writes();
      case WAIT -> lanes.waits();
    };
  }
}

package headgate.gateway.observe.access;

import headgate.gateway.observe.access.CallLine.Asked;
import java.time.Duration;

/** Ends of calls. */
final class Lines {
  private Lines() {}

  static CallLine hit() {
    return hit(Duration.ofNanos(12_345_678));
  }

  static CallLine hit(Duration time) {
    return new CallLine("a_read", "hit", true, "", 0, 200, time.toNanos(), 321, Asked.NOBODY);
  }

  static CallLine failed() {
    return new CallLine(
        "a_read", "failed", false, "no_node", -32093, 503, 2_000_000, 99, new Asked("n1", 3));
  }

  static CallLine refused(String reason) {
    return new CallLine("", "refused", false, reason, -32600, 400, 1_000, 99, Asked.NOBODY);
  }

  static CallLine of(String method, String node) {
    return new CallLine(method, "miss", true, "", 0, 200, 0, 1, new Asked(node, 1));
  }
}

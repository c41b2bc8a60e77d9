package headgate.gateway.observe;

import java.util.List;

/** Where health checks, metrics and tables learn how the gateway stands; safe for any thread. */
public interface StatusSource {
  /** Every network, in the order of the configuration. */
  List<NetworkStatus> networks();

  /** What the networks share. */
  ProcessStatus process();

  /** Whether it takes its leave of its callers, so that no new ones should come. */
  default boolean draining() {
    return false;
  }
}

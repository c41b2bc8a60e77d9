package headgate.gateway.observe;

import java.util.List;

/** Where health checks, metrics and tables learn how the gateway stands; safe for any thread. */
public interface StatusSource {
  /** Every network, in the order of the configuration. */
  List<NetworkStatus> networks();

  /** What the networks share. */
  ProcessStatus process();
}

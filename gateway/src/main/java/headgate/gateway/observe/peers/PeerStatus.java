package headgate.gateway.observe.peers;

import java.util.List;
import java.util.Map;

/**
 * Hints to and from other gateways, since the start.
 *
 * @param networks what was said of each network; none where there are no other gateways
 * @param refused datagrams that were not gone by, by every reason there is
 */
public record PeerStatus(List<Hints> networks, Map<String, Long> refused) {
  /** There are no other gateways. */
  public static final PeerStatus NONE = new PeerStatus(List.of(), Map.of());

  /** Copies both. */
  public PeerStatus {
    networks = List.copyOf(networks);
    refused = Map.copyOf(refused);
  }

  /**
   * What was said of one network.
   *
   * @param network its name
   * @param sent datagrams that were handed to the machine
   * @param unsent those that it did not take
   * @param received hints that were heard and believed
   * @param probes questions to nodes that were asked sooner because of them
   */
  public record Hints(String network, long sent, long unsent, long received, long probes) {}
}

package headgate.gateway.observe;

import java.util.List;

/**
 * What all networks of this process share.
 *
 * @param connections open client connections
 * @param bufferedBytes bodies, answers and write queues that are held now
 * @param refusedConnections connections that were closed without an answer, by reason
 */
public record ProcessStatus(
    int connections, long bufferedBytes, List<ReasonCount> refusedConnections) {
  public ProcessStatus {
    refusedConnections = List.copyOf(refusedConnections);
  }
}

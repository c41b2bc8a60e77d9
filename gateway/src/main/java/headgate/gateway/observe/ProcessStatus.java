package headgate.gateway.observe;

import headgate.gateway.observe.peers.PeerStatus;
import headgate.gateway.observe.reload.ReloadStatus;
import java.util.List;

/**
 * What all networks of this process share.
 *
 * @param connections open client connections
 * @param bufferedBytes bodies, answers and write queues that are held now
 * @param networkBytes what was taken for network buffers, used or not
 * @param refusedConnections connections that were closed without an answer, by reason
 * @param accessLines what became of lines of the access log; none where there is no log
 * @param peers what was told to other gateways and heard from them
 * @param reloads what became of reloads
 */
public record ProcessStatus(
    int connections,
    long bufferedBytes,
    long networkBytes,
    List<ReasonCount> refusedConnections,
    List<ReasonCount> accessLines,
    PeerStatus peers,
    ReloadStatus reloads) {
  public ProcessStatus {
    accessLines = List.copyOf(accessLines);
    refusedConnections = List.copyOf(refusedConnections);
  }

  /** A process that cannot be reloaded and has no other gateways. */
  public ProcessStatus(
      int connections,
      long bufferedBytes,
      long networkBytes,
      List<ReasonCount> refusedConnections,
      List<ReasonCount> accessLines) {
    this(
        connections,
        bufferedBytes,
        networkBytes,
        refusedConnections,
        accessLines,
        PeerStatus.NONE,
        ReloadStatus.NONE);
  }

  /** A process without an access log and without other gateways. */
  public ProcessStatus(int connections, long bufferedBytes, List<ReasonCount> refusedConnections) {
    this(connections, bufferedBytes, 0, refusedConnections, List.of());
  }
}

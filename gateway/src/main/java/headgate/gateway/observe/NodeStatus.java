package headgate.gateway.observe;

import headgate.gateway.observe.tries.NodeLoad;
import java.util.List;

/**
 * One node as the gateway sees it now.
 *
 * @param name its configured name; never its address
 * @param up whether it is chosen for calls
 * @param state the label of what it is good for, one of a few
 * @param networkId the network that it says it is on, empty while it has told none
 * @param reason why it is not up, in words for an operator; empty while it is up
 * @param height its newest block, -1 while unknown
 * @param lag blocks behind the serving height; negative where it is ahead
 * @param latencyMillis moving average of its answers' latency; before a call of a caller was
 *     answered that of its last probe, 0 before the first
 * @param inFlight calls that it works on now, all lanes together
 * @param load what it is given to do, and whether it is left out for a while
 * @param streams WebSocket streams to it
 * @param retries tries at it that were not the first of their call, since the start
 * @param probeFailures failed probes since the start
 * @param alive whether it answers at all, whatever it says
 * @param lastProbeFailure why the last of these failed, in a word; empty where none did
 * @param role when it is asked for calls, a word of the configuration
 * @param lanes the calls that it is asked for, in words of the configuration
 */
public record NodeStatus(
    String name,
    boolean up,
    String state,
    String networkId,
    String reason,
    long height,
    long lag,
    double latencyMillis,
    int inFlight,
    NodeLoad load,
    int streams,
    long retries,
    long probeFailures,
    boolean alive,
    String lastProbeFailure,
    String role,
    List<String> lanes) {
  /** The role of nodes that are asked first. */
  public static final String PRIMARY = "primary";

  /** The role of nodes that are only asked for what others have thrown away. */
  public static final String ARCHIVE = "archive";

  /** Copies the list. */
  public NodeStatus {
    lanes = List.copyOf(lanes);
  }

  /** Whether ordinary reads can be answered by it. */
  public boolean serves() {
    return up && !role.equals(ARCHIVE) && lanes.contains("read");
  }
}

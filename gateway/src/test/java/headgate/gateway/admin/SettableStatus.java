package headgate.gateway.admin;

import headgate.gateway.head.SyncProgress;
import headgate.gateway.observe.HeadStatus;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.ProcessStatus;
import headgate.gateway.observe.StatusSource;
import headgate.gateway.observe.load.LoadStatus;
import headgate.gateway.observe.tries.NodeLoad;
import headgate.gateway.observe.tries.TryStatus;
import headgate.gateway.observe.writes.WriteStatus;
import java.util.List;
import java.util.Map;

/** A status that a test sets. */
final class SettableStatus implements StatusSource {
  private volatile List<NetworkStatus> networks = List.of();
  private volatile boolean broken;

  void set(NetworkStatus... now) {
    networks = List.of(now);
  }

  void breakDown() {
    broken = true;
  }

  static NetworkStatus network(String name, long servingHeight, NodeStatus... nodes) {
    return new NetworkStatus(
        name,
        "icon",
        servingHeight,
        HeadStatus.UNKNOWN,
        List.of(nodes),
        TryStatus.NONE,
        NetworkStatus.Pending.NONE,
        0,
        0,
        0,
        Map.of(),
        WriteStatus.NONE,
        NetworkStatus.Fallbacks.NONE,
        LoadStatus.NONE);
  }

  /** A network whose nodes are catching up. */
  static NetworkStatus syncing(String name, SyncProgress progress) {
    var head = new HeadStatus(0, -1, false, "", false, 0, progress);
    return new NetworkStatus(
        name,
        "icon",
        -1,
        head,
        List.of(),
        TryStatus.NONE,
        NetworkStatus.Pending.NONE,
        0,
        0,
        0,
        Map.of(),
        WriteStatus.NONE,
        NetworkStatus.Fallbacks.NONE,
        LoadStatus.NONE);
  }

  static NodeStatus node(String name, boolean up, String state, long height, long lag) {
    return new NodeStatus(
        name,
        up,
        state,
        "0x1",
        up ? "" : "why " + state,
        height,
        lag,
        1.5,
        2,
        new NodeLoad(8, 0, false, false),
        0,
        0,
        3,
        !state.equals("down"),
        "timeout",
        NodeStatus.PRIMARY,
        List.of("read"));
  }

  @Override
  public List<NetworkStatus> networks() {
    if (broken) {
      throw new IllegalStateException("secret detail");
    }
    return networks;
  }

  @Override
  public ProcessStatus process() {
    return new ProcessStatus(1, 2, List.of());
  }
}

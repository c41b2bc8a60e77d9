package headgate.simulation.rule;

import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.StatusSource;
import headgate.simulation.machine.SimulatedLoop;
import headgate.simulation.machine.SimulatedMachine;
import headgate.simulation.node.SimulatedNode;
import java.util.List;
import java.util.stream.Collectors;

/** Once everybody is well and nobody asks, nothing is left of what was. */
public final class QuietRule {
  private static final int SAMPLES = 200;

  /** To a node that is used: for its blocks, for its height, and for a look at its chain. */
  private static final int CONNECTIONS_MAX = 3;

  private final StatusSource gateway;
  private final SimulatedMachine machine;
  private final List<SimulatedNode> nodes;
  private final Verdict verdict;
  private int timersBefore = Integer.MAX_VALUE;

  /** A rule about that gateway on that machine, and about all nodes, whether it has them or not. */
  public QuietRule(
      StatusSource gateway, SimulatedMachine machine, List<SimulatedNode> nodes, Verdict verdict) {
    this.gateway = gateway;
    this.machine = machine;
    this.nodes = List.copyOf(nodes);
    this.verdict = verdict;
  }

  /** Nobody has asked for anything yet, under the configuration that it ends with. */
  public void remember() {
    timersBefore = timers();
  }

  private int timers() {
    return machine.loops().stream().mapToInt(SimulatedLoop::timers).sum();
  }

  /**
   * Nobody asks for anything any more.
   *
   * @param moment lets a little time pass: probes go on, so that not every moment is quiet
   */
  public void judge(Runnable moment) {
    var left = "nothing was looked at";
    for (var sample = 0; sample < SAMPLES && !left.isEmpty(); sample++) {
      moment.run();
      left = left();
    }
    verdict.hold(left.isEmpty(), "in the end nothing is left", left);
  }

  private String left() {
    var text = new StringBuilder();
    var process = gateway.process();
    more(text, "connections", process.connections(), 0);
    more(text, "bytes", process.bufferedBytes(), 0);
    more(text, "timers", timers(), timersBefore);
    gateway.networks().forEach(network -> left(text, network));
    connectionsLeft(text);
    return text.toString();
  }

  private void connectionsLeft(StringBuilder text) {
    var used =
        gateway.networks().stream()
            .flatMap(network -> network.nodes().stream())
            .map(NodeStatus::name)
            .collect(Collectors.toSet());
    for (var node : nodes) {
      var most = used.contains(node.name()) ? CONNECTIONS_MAX : 0;
      more(text, "connections to " + node.name(), node.connections(), most);
    }
  }

  private static void left(StringBuilder text, NetworkStatus network) {
    more(text, "fetches", network.pending().fetches(), 0);
    more(text, "held", network.pending().held(), 0);
    for (var node : network.nodes()) {
      more(text, "calls at " + node.name(), node.inFlight(), 0);
      if (!node.up() || node.load().ejected()) {
        text.append(node.name()).append(" is ").append(node.state()).append(", ");
        text.append(node.reason()).append(' ').append(node.load()).append("; ");
      }
    }
  }

  private static void more(StringBuilder text, String what, long is, long was) {
    if (is > was) {
      text.append(is)
          .append(' ')
          .append(what)
          .append(" where there may be ")
          .append(was)
          .append("; ");
    }
  }
}

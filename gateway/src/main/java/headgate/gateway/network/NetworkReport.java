package headgate.gateway.network;

import headgate.chain.method.Lane;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.observe.HeadStatus;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.load.LoadStatus;
import headgate.gateway.overload.Priority;
import headgate.gateway.overload.Rung;
import headgate.gateway.seam.Clock;
import headgate.gateway.upstream.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How one network and its nodes stand, put together from those who know. */
record NetworkReport(Network network, Clock clock) {
  private static final double NANOS_PER_MILLI = 1e6;

  NetworkStatus status() {
    var now = network.view();
    var standings = new ArrayList<NodeStatus>();
    for (var node : network.nodes()) {
      standings.add(status(node, now.nodes().get(node.index())));
    }
    return new NetworkStatus(
        network.config().name(),
        network.profile().name(),
        now.servingHeight(),
        headStatus(now),
        standings,
        network.tryBudgets().status(clock.nanos()),
        new NetworkStatus.Pending(network.flights().underWay(), network.lineage().view().held()),
        network.cache().size(),
        network.cache().bytes(),
        network.seats().open(),
        network.lineage().streamEnds().counts(),
        network.writes().counts().status(),
        fallbackStatus(),
        loadStatus());
  }

  private LoadStatus loadStatus() {
    var overload = network.lineage().overload();
    var shed = new LinkedHashMap<String, Long>();
    for (var priority : Priority.values()) {
      shed.put(priority.label(), overload.shed(priority));
    }
    var delays = new LinkedHashMap<String, Double>();
    for (var lane : network.config().lanesServed()) {
      delays.put(lane.label(), overload.delayNanos(lane) / NANOS_PER_MILLI);
    }
    return new LoadStatus(
        overload.rung(clock.nanos()).label(),
        Stream.of(Rung.values()).map(Rung::label).toList(),
        shed,
        delays);
  }

  private NetworkStatus.Fallbacks fallbackStatus() {
    var fallbacks = network.fallbacks();
    var uses = new ArrayList<NetworkStatus.Use>();
    for (var lane : fallbacks.lanes()) {
      var inUse = fallbacks.inUse().contains(lane);
      uses.add(new NetworkStatus.Use(lane.label(), inUse, fallbacks.times(lane)));
    }
    return new NetworkStatus.Fallbacks(
        uses,
        network.config().fallback().callsPerSecond(),
        fallbacks.calls(),
        fallbacks.callsRefused());
  }

  private static List<String> words(Set<Lane> lanes) {
    return lanes.stream().sorted().map(Lane::label).toList();
  }

  private HeadStatus headStatus(HeadView now) {
    var following = network.following();
    var time = now.headBlockTimeMillis();
    return new HeadStatus(
        now.generation(),
        time < 0 ? -1 : (clock.wallTime().toEpochMilli() - time) / 1e3,
        now.halted(),
        following.node() < 0 ? "" : network.nodes().get(following.node()).name(),
        following.streaming(),
        following.quarantines(),
        now.syncing());
  }

  private NodeStatus status(Node node, NodeStanding standing) {
    var missed = node.lastMiss();
    var latency = node.latencyNanos(clock.nanos());
    return new NodeStatus(
        node.name(),
        standing.serves(-1),
        standing.state().label(),
        standing.network(),
        standing.reason(),
        standing.height(),
        standing.lag(),
        (latency > 0 ? latency : node.probeNanos()) / 1e6,
        node.inFlight(),
        node.load(clock.nanos()),
        network.seats().at(node.index()),
        node.retries(),
        node.probesMissed(),
        node.alive(),
        missed == null ? "" : missed.label(),
        node.duty().role().label(),
        words(node.duty().lanes()));
  }
}

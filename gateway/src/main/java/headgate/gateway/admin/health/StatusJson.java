package headgate.gateway.admin.health;

import headgate.gateway.head.SyncProgress;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.load.LoadStatus;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Networks and nodes as JSON objects, the same on every page. */
public final class StatusJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private StatusJson() {}

  /** A network with its nodes. */
  public static ObjectNode network(NetworkStatus network) {
    var object =
        JSON.createObjectNode()
            .put("name", network.name())
            .put("chain", network.chain())
            .put("ready", network.ready())
            .put("reason", reason(network));
    putHeight(object, "servingHeight", network.servingHeight());
    var syncing = network.head().syncing();
    if (syncing != null) {
      put(object.putObject("syncing"), syncing);
    }
    putFallbacks(object, network.fallbacks());
    putLoad(object, network.load());
    var nodes = object.putArray("nodes");
    network.nodes().forEach(node -> nodes.add(node(node)));
    return object;
  }

  /** Only where it is known. */
  private static void putLoad(ObjectNode object, LoadStatus load) {
    if (load.delayMillis().isEmpty()) {
      return;
    }
    var shown = object.putObject("load").put("rung", load.rung());
    var refused = shown.putObject("refused");
    load.shed().forEach(refused::put);
    var delays = shown.putObject("queueDelayMillis");
    load.delayMillis().forEach(delays::put);
  }

  /** Only where there are any. */
  private static void putFallbacks(ObjectNode object, NetworkStatus.Fallbacks fallbacks) {
    if (fallbacks.exist()) {
      var shown =
          object
              .putObject("fallbacks")
              .put("callsPerSecond", fallbacks.callsPerSecond())
              .put("calls", fallbacks.calls())
              .put("refused", fallbacks.refused());
      var inUse = shown.putObject("inUse");
      fallbacks.uses().forEach(use -> inUse.put(use.lane(), use.inUse()));
    }
  }

  /** A node. */
  public static ObjectNode node(NodeStatus node) {
    var object =
        JSON.createObjectNode()
            .put("name", node.name())
            .put("state", node.state())
            .put("reason", node.reason())
            .put("networkId", node.networkId());
    putHeight(object, "height", node.height());
    var lanes = object.put("role", node.role()).putArray("lanes");
    node.lanes().forEach(lanes::add);
    return object
        .put("lag", node.lag())
        .put("latencyMillis", node.latencyMillis())
        .put("inFlight", node.inFlight())
        .put("readsMax", node.load().readsMax())
        .put("ejected", node.load().ejected())
        .put("cooling", node.load().cooling())
        .put("alive", node.alive())
        .put("probeFailures", node.probeFailures())
        .put("lastProbeFailure", node.lastProbeFailure());
  }

  private static void put(ObjectNode object, SyncProgress syncing) {
    object.put("height", syncing.height()).put("blockTime", blockTime(syncing));
    if (syncing.etaMillis() >= 0) {
      object.put("etaSeconds", seconds(syncing));
    }
  }

  /** Why a network is not ready; empty where it is. */
  static String reason(NetworkStatus network) {
    if (network.ready()) {
      return "";
    }
    var syncing = network.head().syncing();
    if (syncing != null) {
      return "syncing: at block "
          + syncing.height()
          + " of "
          + blockTime(syncing)
          + (syncing.etaMillis() < 0 ? "" : ", caught up in about " + seconds(syncing) + " s");
    }
    return network.servingHeight() < 0
        ? "no serving height yet: the nodes have not answered"
        : "no node is up";
  }

  private static String blockTime(SyncProgress syncing) {
    return Instant.ofEpochMilli(syncing.blockTimeMillis()).toString();
  }

  /** Rounded up, so that it is 0 only at the end. */
  private static long seconds(SyncProgress syncing) {
    return Math.ceilDiv(syncing.etaMillis(), 1_000);
  }

  static void putHeight(ObjectNode object, String key, long height) {
    if (height < 0) {
      object.putNull(key);
    } else {
      object.put(key, height);
    }
  }
}

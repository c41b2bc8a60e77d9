package headgate.gateway;

import headgate.gateway.head.NodeStanding;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.route.NodeCall;
import headgate.gateway.route.RoutePlan;
import headgate.gateway.upstream.Node;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An explanation as JSON. Nothing of the call itself is in it but the name of its method. */
final class ExplanationJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Network network;
  private final Explanation.Planned planned;
  private final ObjectNode object = JSON.createObjectNode();

  private ExplanationJson(Network network, Explanation.Planned planned) {
    this.network = network;
    this.planned = planned;
  }

  static String of(Network network, Explanation explanation) {
    var object =
        switch (explanation) {
          case Explanation.Refused(var why) ->
              JSON.createObjectNode()
                  .put("network", network.config().name())
                  .put("plan", "refused")
                  .put("rule", why);
          case Explanation.Planned planned -> new ExplanationJson(network, planned).made();
        };
    return JSON.writeValueAsString(object);
  }

  private ObjectNode made() {
    var method = planned.method();
    var sight = planned.sight();
    object
        .put("network", network.config().name())
        .put("method", method.name())
        .put("class", word(method.methodClass()))
        .put("scope", word(method.scope()))
        .put("lane", word(method.lane()))
        .put("servingHeight", sight.view().servingHeight())
        .put("generation", sight.view().generation())
        .put("confirmed", sight.confirmed())
        .put("plan", name(planned.plan()))
        .put("rule", rule(planned.plan()));
    var call = call(planned.plan());
    if (call != null) {
      object
          .put("path", call.path())
          .put("neededHeight", call.neededHeight())
          .put("pinned", call.pinned());
    }
    if (planned.plan() instanceof RoutePlan.CachedRead read) {
      putKey(read.key());
    }
    nodes();
    return object;
  }

  private void putKey(AnswerKey key) {
    var shown = object.putObject("key").put("generation", key.generation());
    if (key.everyHeight()) {
      shown.put("height", "every");
    } else {
      shown.put("height", key.height());
    }
    object.put("cache", planned.cached() ? "hit" : "miss");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String name(RoutePlan plan) {
    return switch (plan) {
      case RoutePlan.Local _ -> "local";
      case RoutePlan.CachedRead _ -> "cached-read";
      case RoutePlan.PlainRead _ -> "plain-read";
      case RoutePlan.Write _ -> "write";
      case RoutePlan.Reject _ -> "reject";
    };
  }

  private String rule(RoutePlan plan) {
    return switch (plan) {
      case RoutePlan.Local _ -> "the gateway answers by itself";
      case RoutePlan.CachedRead read when planned.cached() ->
          "its answer is in the cache and holds " + holds(read.key());
      case RoutePlan.CachedRead read ->
          "a node is asked, once for all equal calls; the answer holds " + holds(read.key());
      case RoutePlan.PlainRead _ -> "a node is asked for each call; no answer is kept";
      case RoutePlan.Write _ -> "sent to one node; sent again only if no node can have taken it";
      case RoutePlan.Reject reject -> reject.why().kind().label();
    };
  }

  private static String holds(AnswerKey key) {
    return key.everyHeight() ? "for ever" : "at this height";
  }

  private static @Nullable NodeCall call(RoutePlan plan) {
    return switch (plan) {
      case RoutePlan.CachedRead read -> read.call();
      case RoutePlan.PlainRead read -> read.call();
      case RoutePlan.Write write -> write.call();
      case RoutePlan.Local _, RoutePlan.Reject _ -> null;
    };
  }

  private void nodes() {
    var list = object.putArray("nodes");
    var status = network.status().nodes();
    for (var node : network.nodes()) {
      var standing = planned.sight().view().nodes().get(node.index());
      list.add(node(node, standing).put("latencyMillis", status.get(node.index()).latencyMillis()));
    }
  }

  private ObjectNode node(Node node, NodeStanding standing) {
    var shown =
        JSON.createObjectNode()
            .put("name", node.name())
            .put("state", standing.state().label())
            .put("reason", standing.reason())
            .put("height", standing.height())
            .put("lag", standing.lag())
            .put("inFlight", node.inFlight());
    return planned.nodes().isEmpty()
        ? shown.put("choice", "not needed")
        : shown.put("choice", planned.nodes().get(node.index()).words());
  }
}

package headgate.gateway.story;

import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.Sight;
import headgate.gateway.observe.Outcome;
import headgate.gateway.outcome.TryRecord;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.route.NodeCall;
import headgate.gateway.route.RoutePlan;
import headgate.gateway.upstream.Node;
import headgate.gateway.upstream.health.NodeJudgement;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stories as JSON. Nothing of a call itself is in it but the name of its method, and of a node only
 * its name: no URL, no header.
 */
final class StoryJson {
  /** A head of this size passes every usual proxy, whose buffer for it has 4 KiB. */
  static final int LENGTH_MAX = 3_000;

  /** What the count of those left out takes: its key and ten digits. */
  private static final int LEFT_OUT_MAX = ",\"leftOut\":".length() + 10;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final CallStory story;
  private final ObjectNode object = JSON.createObjectNode();

  private StoryJson(CallStory story) {
    this.story = story;
  }

  /** All that is told of a call. */
  static ObjectNode whole(String network, List<Node> nodes, CallStory story) {
    var json = new StoryJson(story);
    json.object.put("network", network);
    json.plan();
    json.end();
    json.message();
    json.tries(json.object.putArray("tries"));
    var sight = story.sight();
    if (sight != null) {
      json.nodes(nodes, sight);
    }
    return json.object;
  }

  /** As much of it as a header line takes: what is left out is counted. */
  static String bounded(ObjectNode whole) {
    var text = ascii(whole);
    if (text.length() <= LENGTH_MAX) {
      return text;
    }
    return whole.path("nodes") instanceof ArrayNode all
        ? filled(whole, "nodes", all.iterator(), all.size())
        : "{}";
  }

  /** The calls of a batch, each in a few words. */
  static String ofBatch(String network, Map<Integer, CallStory> calls) {
    var summaries =
        calls.entrySet().stream()
            .map(each -> new StoryJson(each.getValue()).summary(each.getKey()));
    return filled(
        JSON.createObjectNode().put("network", network),
        "items",
        summaries.iterator(),
        calls.size());
  }

  /** With as many of so many as there is room for; a batch may be long, so no more are made. */
  private static String filled(
      ObjectNode object, String list, Iterator<? extends JsonNode> each, int count) {
    var kept = object.putArray(list);
    var room = LENGTH_MAX - LEFT_OUT_MAX - ascii(object).length();
    while (each.hasNext()) {
      var next = each.next();
      room -= ascii(next).length() + 1;
      if (room < 0) {
        break;
      }
      kept.add(next);
    }
    if (kept.size() < count) {
      object.put("leftOut", count - kept.size());
    }
    var text = ascii(object);
    return text.length() > LENGTH_MAX ? "{}" : text;
  }

  /** A line end would be written as an escape, and whatever else is not ASCII too. */
  private static String ascii(JsonNode json) {
    return ASCII.writeValueAsString(json);
  }

  private ObjectNode summary(int item) {
    object.put("item", item);
    var method = story.method();
    if (method != null) {
      object.put("method", method.name());
    }
    var plan = story.plan();
    if (plan != null) {
      object.put("plan", name(plan));
    }
    end();
    var tries = object.putArray("tries");
    for (var each : story.tries()) {
      tries.add(each.node() + " " + each.outcome() + " " + millis(each.nanos()));
    }
    return object;
  }

  private void plan() {
    var method = story.method();
    var sight = story.sight();
    var plan = story.plan();
    if (method == null || sight == null || plan == null) {
      unplanned(story.end());
      return;
    }
    object
        .put("method", method.name())
        .put("class", word(method.methodClass()))
        .put("scope", word(method.scope()))
        .put("lane", word(method.lane()))
        .put("servingHeight", sight.view().servingHeight())
        .put("generation", sight.view().generation())
        .put("confirmed", sight.confirmed())
        .put("plan", name(plan))
        .put("rule", rule(plan));
    var call = call(plan);
    if (call != null) {
      object
          .put("path", call.path())
          .put("neededHeight", call.neededHeight())
          .put("pinned", call.pinned());
    }
    if (plan instanceof RoutePlan.CachedRead read) {
      putKey(read.key());
    }
  }

  /** The walk ended before there was a plan. */
  private void unplanned(CallStory.@Nullable End end) {
    if (end == null || end.reason().isEmpty()) {
      object
          .put("plan", "none")
          .put("rule", "a call without an id is executed only where it writes");
    } else {
      object.put("plan", "refused").put("rule", end.reason());
    }
  }

  private void putKey(AnswerKey key) {
    var shown =
        object
            .putObject("key")
            .put("fingerprint", Integer.toHexString(key.hashCode()))
            .put("generation", key.generation());
    if (key.everyHeight()) {
      shown.put("height", "every");
    } else {
      shown.put("height", key.height());
    }
    object.put("cache", hit() ? "hit" : "miss");
  }

  private boolean hit() {
    var end = story.end();
    return end != null && end.outcome().equals(Outcome.HIT.label());
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
      case RoutePlan.CachedRead read when hit() ->
          "its answer is in the cache and holds " + holds(read.key());
      case RoutePlan.CachedRead read ->
          "a node is asked, once for all equal calls; the answer holds " + holds(read.key());
      case RoutePlan.PlainRead _ -> "a node is asked for each call; no answer is kept";
      case RoutePlan.Write _ ->
          "sent to one node, to another only if none can have taken it; copies only as "
              + "the setting `writes` says";
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

  private void end() {
    var end = story.end();
    if (end != null) {
      object.put("outcome", end.outcome()).put("millis", millis(end.nanos()));
      if (!end.reason().isEmpty()) {
        object.put("reason", end.reason());
      }
      if (end.code() != 0) {
        object.put("code", end.code());
      }
    }
  }

  /** What the caller of a refused call is told, which says more than the reason's word. */
  private void message() {
    var end = story.end();
    if (end != null && !end.error().isEmpty()) {
      var error = JSON.readTree(end.error()).path("error");
      var data = error.path("data");
      var more = data.isString() ? data.asString() : data.toString();
      var message = error.path("message").asString("");
      object.put("message", data.isMissingNode() ? message : message + ": " + more);
    }
  }

  private void tries(ArrayNode list) {
    for (var each : story.tries()) {
      list.add(one(each));
    }
  }

  private static ObjectNode one(TryRecord each) {
    return JSON.createObjectNode()
        .put("node", each.node())
        .put("outcome", each.outcome())
        .put("millis", millis(each.nanos()))
        .put("pinned", each.pinned())
        .put("hedge", each.hedge());
  }

  private static double millis(long nanos) {
    var micros = nanos / 1_000;
    return micros / 1e3;
  }

  private void nodes(List<Node> nodes, Sight sight) {
    var list = object.putArray("nodes");
    for (var node : nodes) {
      list.add(node(node, sight.view().nodes().get(node.index())));
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
            .put("role", node.duty().role().label());
    if (story.seen().isEmpty()) {
      var up = standing.serves(-1);
      return shown.put("choice", up ? "not needed" : NodeJudgement.NOT_SERVING.words());
    }
    var seen = story.seen().get(node.index());
    return shown
        .put("inFlight", seen.inFlight())
        .put("latencyMillis", millis(seen.latencyNanos()))
        .put("choice", seen.judgement().words());
  }
}

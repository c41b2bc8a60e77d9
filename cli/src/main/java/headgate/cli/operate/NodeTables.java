package headgate.cli.operate;

import headgate.cli.talk.Table;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Nodes in columns for people. */
final class NodeTables {
  private NodeTables() {}

  static Table of(Roster roster) {
    var table =
        new Table(
            "NETWORK", "NODE", "ROLE", "STATE", "HEIGHT", "LAG", "LATENCY", "IN FLIGHT", "WHY");
    for (var network : roster.networks()) {
      for (var node : Roster.list(network.path("nodes"))) {
        var known = node.path("height").isNumber();
        table.row(
            network.path("name").asString(""),
            node.path("name").asString(""),
            node.path("role").asString(""),
            node.path("state").asString(""),
            known ? node.path("height").asLong(0) : "-",
            known ? node.path("lag").asLong(0) : "-",
            latency(node),
            node.path("inFlight").asLong(0),
            node.path("reason").asString(""));
      }
    }
    return table;
  }

  /** Why each node would be asked or not. */
  static Table choices(JsonNode nodes) {
    var table =
        new Table("NODE", "ROLE", "STATE", "HEIGHT", "LAG", "LATENCY", "IN FLIGHT", "CHOICE");
    for (var node : Roster.list(nodes)) {
      table.row(
          node.path("name").asString(""),
          node.path("role").asString(""),
          node.path("state").asString(""),
          node.path("height").asLong(-1),
          node.path("lag").asLong(0),
          latency(node),
          node.path("inFlight").asLong(0),
          choice(node));
    }
    return table;
  }

  /** A node that is not up has a reason of its own. */
  private static String choice(JsonNode node) {
    var choice = node.path("choice").asString("");
    var reason = node.path("reason").asString("");
    return reason.isEmpty() ? choice : choice + ": " + reason;
  }

  /** What became of each time that a node was asked. */
  static Table tries(JsonNode tries) {
    var table = new Table("TRY", "NODE", "OUTCOME", "TIME", "PINNED", "HEDGE");
    var number = 1;
    for (var each : Roster.list(tries)) {
      table.row(
          number++,
          each.path("node").asString(""),
          each.path("outcome").asString(""),
          String.format(Locale.ROOT, "%.1f ms", each.path("millis").asDouble(0)),
          each.path("pinned").asBoolean(false) ? "yes" : "no",
          each.path("hedge").asBoolean(false) ? "yes" : "no");
    }
    return table;
  }

  /** All that is known of one node, a line for each thing. */
  static Table of(Roster.Place place) {
    var table = new Table("KEY", "VALUE").row("network", place.networkName());
    place.node().propertyStream().forEach(each -> table.row(each.getKey(), text(each.getValue())));
    return table;
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return Roster.list(value).stream()
          .map(each -> each.asString(""))
          .collect(Collectors.joining(", "));
    }
    return value.isNull() ? "-" : value.asString("");
  }

  /** Less than a tenth is shown as one. */
  private static String latency(JsonNode node) {
    var millis = node.path("latencyMillis").asDouble(0);
    return millis > 0 ? String.format(Locale.ROOT, "%.1f ms", Math.max(0.1, millis)) : "-";
  }
}

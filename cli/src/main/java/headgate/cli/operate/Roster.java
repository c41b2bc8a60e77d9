package headgate.cli.operate;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The networks and nodes of a running gateway, as its admin port shows them. */
record Roster(List<JsonNode> networks) {
  /** One node and the network that it stands in. */
  record Place(JsonNode network, JsonNode node) {
    String networkName() {
      return network.path("name").asString();
    }

    String path() {
      return "/v1/networks/" + networkName() + "/nodes/" + node.path("name").asString();
    }
  }

  Roster {
    networks = List.copyOf(networks);
  }

  /**
   * Asks the gateway.
   *
   * @param network the only one to look at, null for all
   * @throws CommandFailure where there is no such network
   */
  static Roster of(AdminClient client, @Nullable String network) throws InterruptedException {
    var all = list(client.read("/v1/networks").path("networks"));
    var chosen =
        all.stream()
            .filter(each -> network == null || each.path("name").asString().equals(network))
            .toList();
    if (chosen.isEmpty()) {
      throw new CommandFailure(ExitCode.FAILURE, "there is no such network, only " + names(all));
    }
    return new Roster(chosen);
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<String> names(List<JsonNode> objects) {
    return objects.stream()
        .map(each -> each.path("name").asString().replaceAll("\\p{Cntrl}", "?"))
        .toList();
  }

  /**
   * The node of that name.
   *
   * @throws CommandFailure where there is none, or one in each of several networks
   */
  Place node(String name) {
    var found =
        networks.stream().map(network -> in(network, name)).flatMap(Optional::stream).toList();
    if (found.size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "several networks have a node of this name: add --network");
    }
    if (found.isEmpty()) {
      var known = networks.stream().flatMap(each -> list(each.path("nodes")).stream()).toList();
      throw new CommandFailure(ExitCode.FAILURE, "there is no such node, only " + names(known));
    }
    return found.getFirst();
  }

  /**
   * The name of the only network.
   *
   * @throws CommandFailure where there are several
   */
  String onlyNetwork() {
    if (networks.size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "there are several networks, " + names(networks) + ": add --network");
    }
    return networks.getFirst().path("name").asString();
  }

  private static Optional<Place> in(JsonNode network, String name) {
    return list(network.path("nodes")).stream()
        .filter(node -> node.path("name").asString().equals(name))
        .map(node -> new Place(network, node))
        .findFirst();
  }
}

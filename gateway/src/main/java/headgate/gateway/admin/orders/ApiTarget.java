package headgate.gateway.admin.orders;

import headgate.gateway.admin.acl.AclPages;
import headgate.gateway.observe.NetworkStatus;
import headgate.gateway.observe.NodeStatus;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a path below {@code /v1} means. Its names are compared with those of the configuration, and
 * never shown or logged themselves.
 */
sealed interface ApiTarget {
  /** Every network. */
  record Everything(List<NetworkStatus> networks) implements ApiTarget {
    public Everything {
      networks = List.copyOf(networks);
    }
  }

  /** The nodes of one network. */
  record OneNetwork(NetworkStatus network) implements ApiTarget {}

  /** One node. */
  record OneNode(NodePlace place) implements ApiTarget {}

  /** What would become of a call of one network. */
  record Explaining(NetworkStatus network) implements ApiTarget {}

  /** An order for one node. */
  record Ordering(NodePlace place, Order order) implements ApiTarget {}

  /** An order for a whole network. */
  record NetworkOrdering(NetworkStatus network, NetworkOrder order) implements ApiTarget {}

  /** What is below the rules of a network. */
  record Rules(NetworkStatus network, String word) implements ApiTarget {}

  /** The order to read the configuration anew. */
  record Reloading() implements ApiTarget {}

  /** Nothing that there is. */
  record Absent(String why) implements ApiTarget {}

  /** What a node can be ordered. */
  enum Order {
    /** To take no more calls. */
    DRAIN("drain"),
    /** To be used again. */
    RESUME("resume");

    private final String word;

    Order(String word) {
      this.word = word;
    }

    /** As it stands in a path and in the log. */
    String word() {
      return word;
    }
  }

  /** What a network can be ordered. */
  enum NetworkOrder {
    /** To serve a lower height. */
    LOWER_HEAD("head/lower"),
    /** To forget what is cached. */
    CLEAR_CACHES("caches/clear");

    private final String path;

    NetworkOrder(String path) {
      this.path = path;
    }

    /** As it stands in a path behind the network's name. */
    String path() {
      return path;
    }

    static @Nullable NetworkOrder at(String first, String second) {
      return Arrays.stream(values())
          .filter(order -> order.path.equals(first + '/' + second))
          .findFirst()
          .orElse(null);
    }
  }

  /** A node of a network. */
  record NodePlace(NetworkStatus network, NodeStatus node) {}

  /** Reads a path that begins with {@code /v1/}. */
  static ApiTarget of(String path, List<NetworkStatus> networks) {
    // "", "v1", "networks", NETWORK, "nodes", NODE, ORDER
    var parts = List.of(path.split("/", -1));
    var length = parts.size();
    if (length == 3 && parts.get(2).equals("reload")) {
      return new Reloading();
    }
    if (!parts.get(2).equals("networks")
        || length == 4
        || length > 7
        || (length > 4 && !isPage(parts))) {
      return new Absent(
          "there is /v1/reload, /v1/networks, /v1/networks/NETWORK/nodes and /v1/networks/NETWORK/nodes/NODE,"
              + " below a node drain and resume, and below a network explain, acl, head/lower and"
              + " caches/clear");
    }
    return length == 3 ? new Everything(networks) : below(parts, networks);
  }

  private static boolean isPage(List<String> parts) {
    return parts.get(4).equals("nodes")
        || isRules(parts)
        || (parts.size() == 5 && parts.get(4).equals("explain"))
        || networkOrder(parts) != null;
  }

  private static boolean isRules(List<String> parts) {
    return parts.get(4).equals("acl")
        && (parts.size() == 5 || (parts.size() == 6 && AclPages.WORDS.contains(parts.get(5))));
  }

  private static @Nullable NetworkOrder networkOrder(List<String> parts) {
    return parts.size() == 6 ? NetworkOrder.at(parts.get(4), parts.get(5)) : null;
  }

  private static ApiTarget below(List<String> parts, List<NetworkStatus> networks) {
    var names = networks.stream().map(NetworkStatus::name).toList();
    var index = names.indexOf(parts.get(3));
    if (index < 0) {
      return new Absent("there is no network of that name; there is " + String.join(", ", names));
    }
    var network = networks.get(index);
    if (isRules(parts)) {
      return new Rules(network, parts.size() == 5 ? "" : parts.get(5));
    }
    if (parts.size() == 5) {
      return parts.get(4).equals("explain") ? new Explaining(network) : new OneNetwork(network);
    }
    var order = networkOrder(parts);
    return order != null ? new NetworkOrdering(network, order) : atNode(parts, network);
  }

  private static ApiTarget atNode(List<String> parts, NetworkStatus network) {
    var names = network.nodes().stream().map(NodeStatus::name).toList();
    var index = names.indexOf(parts.get(5));
    if (index < 0) {
      return new Absent(
          "there is no node of that name in this network; there is " + String.join(", ", names));
    }
    var place = new NodePlace(network, network.nodes().get(index));
    return parts.size() == 6 ? new OneNode(place) : ordering(place, parts.get(6));
  }

  private static ApiTarget ordering(NodePlace place, String word) {
    return Arrays.stream(Order.values())
        .filter(order -> order.word().equals(word))
        .findFirst()
        .<ApiTarget>map(order -> new Ordering(place, order))
        .orElseGet(() -> new Absent("a node is ordered to drain or to resume"));
  }
}

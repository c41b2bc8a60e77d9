package headgate.gateway.admin.orders;

import headgate.gateway.admin.acl.AclPages;
import headgate.gateway.admin.health.StatusJson;
import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import headgate.gateway.admin.orders.ApiTarget.NodePlace;
import headgate.gateway.config.Secret;
import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.StatusSource;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The networks and nodes below {@code /v1}: how they stand, what would become of a call, and orders
 * to take a node out of use and back. Each order that is carried out is a line of the log {@code
 * headgate.audit}.
 */
public final class NodePages {
  /** Where its paths begin. */
  public static final String ROOT = "/v1/";

  private static final Logger AUDIT = LoggerFactory.getLogger("headgate.audit");
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final StatusSource status;
  private final Operations orders;
  private final AdminToken token;
  private final ExplainPage explain;
  private final NetworkOrders networkOrders;
  private final ReloadPage reload;
  private final AclPages acl;

  /**
   * Pages that carry out orders.
   *
   * @param token what an order has to show, null where none is carried out
   */
  public NodePages(StatusSource status, Operations orders, @Nullable Secret token) {
    this.status = status;
    this.orders = orders;
    this.token = new AdminToken(token);
    explain = new ExplainPage(orders, this.token);
    networkOrders = new NetworkOrders(orders, this.token);
    reload = new ReloadPage(orders, this.token);
    acl = new AclPages(orders.acl(), this.token::refusal);
  }

  /** The answer to a request from that address. */
  public AdminReply reply(AdminRequest request, InetAddress from) {
    return switch (ApiTarget.of(request.path(), status.networks())) {
      case ApiTarget.Absent absent -> AdminReply.error(404, absent.why());
      case ApiTarget.Everything all -> shown(request, everything(all));
      case ApiTarget.OneNetwork one -> shown(request, StatusJson.network(one.network()));
      case ApiTarget.OneNode one -> shown(request, StatusJson.node(one.place().node()));
      case ApiTarget.Explaining(var network) -> explain.reply(request, network.name());
      case ApiTarget.Rules(var network, var word) -> acl.reply(request, network.name(), word, from);
      case ApiTarget.Reloading _ -> reload.reply(request, from);
      case ApiTarget.Ordering ordering -> ordered(request, ordering, from);
      case ApiTarget.NetworkOrdering ordering -> networkOrders.reply(request, ordering, from);
    };
  }

  private static AdminReply shown(AdminRequest request, ObjectNode page) {
    return request.reads() ? AdminReply.json(OK, page) : AdminReply.notAllowed("GET, HEAD");
  }

  private static ObjectNode everything(ApiTarget.Everything all) {
    var page = JSON.createObjectNode();
    var list = page.putArray("networks");
    all.networks().forEach(network -> list.add(StatusJson.network(network)));
    return page;
  }

  private AdminReply ordered(AdminRequest request, ApiTarget.Ordering asked, InetAddress from) {
    if (!request.method().equals("POST")) {
      return AdminReply.notAllowed("POST");
    }
    var refusal = token.refusal(request);
    if (refusal != null) {
      return refusal;
    }
    var dryRun = dryRun(request.query());
    if (dryRun == null) {
      return AdminReply.error(400, "the query can only be dryRun=true or dryRun=false");
    }
    return dryRun || carriedOut(asked, from)
        ? AdminReply.json(OK, outcome(asked, dryRun))
        : AdminReply.error(CONFLICT, "a reload has taken the node away meanwhile");
  }

  /** What is not understood must not be carried out. */
  private static @Nullable Boolean dryRun(String query) {
    return switch (query) {
      case "", "dryRun=false" -> false;
      case "dryRun=true" -> true;
      default -> null;
    };
  }

  private boolean carriedOut(ApiTarget.Ordering asked, InetAddress from) {
    var place = asked.place();
    var network = place.network().name();
    var node = place.node().name();
    var there =
        switch (asked.order()) {
          case DRAIN -> orders.drain(network, node);
          case RESUME -> orders.resume(network, node);
        };
    if (there) {
      audit(asked, from);
    }
    return there;
  }

  private static void audit(ApiTarget.Ordering asked, InetAddress from) {
    var place = asked.place();
    AUDIT.info(
        "{} of node {} of network {}, which was {}, ordered from {}",
        asked.order().word(),
        place.node().name(),
        place.network().name(),
        place.node().state(),
        from.getHostAddress());
  }

  private static ObjectNode outcome(ApiTarget.Ordering asked, boolean dryRun) {
    var place = asked.place();
    return JSON.createObjectNode()
        .put("network", place.network().name())
        .put("node", place.node().name())
        .put("order", asked.order().word())
        .put("dryRun", dryRun)
        .put("stateBefore", place.node().state())
        .put("otherNodesUp", otherNodesUp(place));
  }

  private static long otherNodesUp(NodePlace place) {
    var up = place.network().nodes().stream().filter(NodeStatus::up).count();
    return up - (place.node().up() ? 1 : 0);
  }
}

package headgate.gateway.admin.orders;

import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import headgate.gateway.observe.NetworkStatus;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders for a whole network: to serve a lower height than before, and to forget all that is
 * cached. Both need the token; each that is carried out is a line of the log {@code
 * headgate.audit}.
 *
 * <p>Who lowers the height has to say from which one: then the order is about the network and the
 * moment that its operator has in mind, or it is refused.
 */
final class NetworkOrders {
  private static final Logger AUDIT = LoggerFactory.getLogger("headgate.audit");
  private static final int OK = 200;
  private static final int NOT_UNDERSTOOD = 400;
  private static final int CONFLICT = 409;
  private static final long PATIENCE_SECONDS = 10;
  private static final String DRY_RUN = "dryRun";
  private static final String HEIGHT = "0|[1-9][0-9]{0,17}";

  private final Operations orders;
  private final AdminToken token;

  NetworkOrders(Operations orders, AdminToken token) {
    this.orders = orders;
    this.token = token;
  }

  AdminReply reply(AdminRequest request, ApiTarget.NetworkOrdering asked, InetAddress from) {
    if (!request.method().equals("POST")) {
      return AdminReply.notAllowed("POST");
    }
    var refusal = token.refusal(request);
    if (refusal != null) {
      return refusal;
    }
    return switch (asked.order()) {
      case LOWER_HEAD -> lowered(request, asked, from);
      case CLEAR_CACHES -> cleared(request, asked, from);
    };
  }

  private AdminReply cleared(
      AdminRequest request, ApiTarget.NetworkOrdering asked, InetAddress from) {
    var terms = terms(request.query(), Set.of());
    if (terms == null) {
      return AdminReply.error(NOT_UNDERSTOOD, "the query can only be dryRun=true or dryRun=false");
    }
    var network = asked.network();
    if (!isDry(terms)) {
      if (!orders.clearCaches(network.name())) {
        return AdminReply.error(CONFLICT, "a reload has taken the network away meanwhile");
      }
      AUDIT.info("caches of network {} emptied, ordered from {}", network.name(), address(from));
    }
    return AdminReply.json(
        OK,
        outcome(asked, terms)
            .put("entriesBefore", network.cacheEntries())
            .put("bytesBefore", network.cacheBytes()));
  }

  private AdminReply lowered(
      AdminRequest request, ApiTarget.NetworkOrdering asked, InetAddress from) {
    var terms = terms(request.query(), Set.of("from", "to"));
    if (terms == null) {
      return AdminReply.error(
          NOT_UNDERSTOOD, "the query has to be from=HEIGHT&to=HEIGHT, and may have dryRun=true");
    }
    var before = height(terms, "from");
    var after = height(terms, "to");
    var conflict = conflict(asked, before, after);
    if (conflict != null) {
      return AdminReply.error(CONFLICT, conflict);
    }
    var reply =
        AdminReply.json(
            OK,
            outcome(asked, terms)
                .put("servingHeightBefore", before)
                .put("servingHeight", after)
                .put("nodesAbove", nodesAbove(asked.network(), after)));
    return isDry(terms)
        ? reply
        : Awaited.reply(
            orders.lowerHead(asked.network().name(), before, after),
            PATIENCE_SECONDS,
            done -> done ? audited(asked.network(), before, after, from, reply) : moved());
  }

  private static AdminReply audited(
      NetworkStatus network, long before, long after, InetAddress from, AdminReply reply) {
    AUDIT.info(
        "serving height of network {} lowered from {} to {}, ordered from {}",
        network.name(),
        before,
        after,
        address(from));
    return reply;
  }

  private static AdminReply moved() {
    return AdminReply.error(
        CONFLICT, "the serving height has moved meanwhile, or a reload has taken the network away");
  }

  private @Nullable String conflict(ApiTarget.NetworkOrdering asked, long before, long after) {
    var now = asked.network().servingHeight();
    if (orders.isFrozen(asked.network().name())) {
      return "the height of a frozen network stays";
    }
    if (now != before) {
      return now < 0 ? "there is no serving height yet" : "the serving height is " + now;
    }
    return after < now ? null : "the serving height is only lowered: name a height below " + now;
  }

  private static long nodesAbove(NetworkStatus network, long height) {
    return network.nodes().stream().filter(node -> node.height() > height).count();
  }

  private static ObjectNode outcome(ApiTarget.NetworkOrdering asked, Map<String, String> terms) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("network", asked.network().name())
        .put("order", asked.order().path())
        .put(DRY_RUN, isDry(terms));
  }

  /** The query's terms; null unless it has exactly these heights, and the dry run at most. */
  private static @Nullable Map<String, String> terms(String query, Set<String> heights) {
    var terms = new HashMap<String, String>();
    for (var term : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      var sign = Math.max(0, term.indexOf('='));
      var value = term.substring(Math.min(term.length(), sign + 1));
      if (terms.put(term.substring(0, sign), value) != null) {
        return null;
      }
    }
    var names = new HashMap<>(terms);
    var dryRun = names.remove(DRY_RUN);
    var understood = dryRun == null || dryRun.equals("true") || dryRun.equals("false");
    var readable = names.values().stream().allMatch(value -> value.matches(HEIGHT));
    return understood && readable && names.keySet().equals(heights) ? terms : null;
  }

  private static boolean isDry(Map<String, String> terms) {
    return "true".equals(terms.get(DRY_RUN));
  }

  private static long height(Map<String, String> terms, String name) {
    return Long.parseLong(terms.getOrDefault(name, "-1"));
  }

  private static String address(InetAddress from) {
    return from.getHostAddress();
  }
}

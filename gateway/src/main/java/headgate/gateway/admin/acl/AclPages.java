package headgate.gateway.admin.acl;

import headgate.chain.yaml.Durations;
import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import headgate.gateway.admin.message.QueryTerms;
import headgate.gateway.client.AclDesk;
import headgate.gateway.rule.Rulebook;
import headgate.gateway.rule.RuntimeRules;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is below {@code /v1/networks/NETWORK/acl}: the rules, what they decide for an address, and
 * orders to make rules for a while. Orders need the token; each that is carried out is a line of
 * the log {@code headgate.audit}.
 */
public final class AclPages {
  /** What a path has behind {@code acl}; nothing is a word too. */
  public static final Set<String> WORDS = Set.of("", "test", "allow", "deny", "remove");

  private static final Logger AUDIT = LoggerFactory.getLogger("headgate.audit");
  private static final Duration LASTING = Duration.ofHours(1);
  private static final String DRY_RUN = "dryRun";
  private static final int OK = 200;
  private static final int NOT_UNDERSTOOD = 400;
  private static final int ABSENT = 404;
  private static final int FULL = 409;

  private final AclDesk desk;
  private final Function<AdminRequest, @Nullable AdminReply> refusal;

  /**
   * Pages of a desk.
   *
   * @param refusal says why a request may change nothing, null where it may
   */
  public AclPages(AclDesk desk, Function<AdminRequest, @Nullable AdminReply> refusal) {
    this.desk = desk;
    this.refusal = refusal;
  }

  /** The answer to a request from that address about a network. */
  public AdminReply reply(AdminRequest request, String network, String word, InetAddress from) {
    if (word.isEmpty() || word.equals("test")) {
      if (!request.reads()) {
        return AdminReply.notAllowed("GET, HEAD");
      }
      return word.isEmpty()
          ? AdminReply.json(OK, AclJson.rules(desk, network))
          : tested(QueryTerms.of(request.query()), network);
    }
    if (!request.method().equals("POST")) {
      return AdminReply.notAllowed("POST");
    }
    var refused = refusal.apply(request);
    if (refused != null) {
      return refused;
    }
    var terms = QueryTerms.of(request.query());
    return word.equals("remove")
        ? removed(terms, network, from)
        : made(terms, network, word.equals("allow"), from);
  }

  // ---- what is decided

  private AdminReply tested(@Nullable QueryTerms terms, String network) {
    if (terms == null || !terms.within(Set.of("address", "call")) || terms.get("address") == null) {
      return notUnderstood("the query has to be address=ADDRESS, and may have call=METHOD");
    }
    IpAddress address;
    try {
      address = IpAddress.parse(String.valueOf(terms.get("address")));
    } catch (IllegalArgumentException _) {
      return notUnderstood("the address cannot be read: write one like 192.0.2.1 or 2001:db8::1");
    }
    var call = terms.get("call");
    var decided =
        desk.explain(address).stream()
            .filter(each -> each.target().network().equals(network))
            .filter(each -> call == null || each.target().name().equals(call))
            .toList();
    if (decided.isEmpty()) {
      return AdminReply.error(ABSENT, "the network has no such method or stream");
    }
    return AdminReply.json(OK, tested(address, network, decided));
  }

  private static ObjectNode tested(
      IpAddress address, String network, List<Rulebook.Explained> decided) {
    var page =
        JsonMapper.shared()
            .createObjectNode()
            .put("network", network)
            .put("address", address.toString());
    var list = page.putArray("decided");
    decided.forEach(each -> list.add(AclJson.decided(each)));
    return page;
  }

  // ---- orders

  private AdminReply made(
      @Nullable QueryTerms terms, String network, boolean allows, InetAddress from) {
    var range = terms == null ? null : range(terms.get("range"));
    var lasting = terms == null ? null : lasting(terms.get("ttl"));
    var dry = terms == null ? null : terms.truth(DRY_RUN);
    if (terms == null
        || range == null
        || lasting == null
        || dry == null
        || !terms.within(Set.of("range", "ttl", DRY_RUN))) {
      return notUnderstood(
          "the query has to be range=ADDRESS or range=ADDRESS/PREFIX, and may have ttl=1s to "
              + Durations.format(RuntimeRules.LONGEST)
              + " and dryRun=true");
    }
    if (!dry && !desk.put(allows, range, network, lasting)) {
      return AdminReply.error(FULL, "there are " + RuntimeRules.MAX + " rules already");
    }
    if (!dry) {
      AUDIT.info(
          "{} {} on network {} for {}, ordered from {}",
          AclJson.verdict(allows),
          range,
          network,
          Durations.format(lasting),
          from.getHostAddress());
    }
    return AdminReply.json(
        OK,
        JsonMapper.shared()
            .createObjectNode()
            .put("network", network)
            .put("order", AclJson.verdict(allows))
            .put("range", range.normal().toString())
            .put("ttl", Durations.format(lasting))
            .put(DRY_RUN, dry));
  }

  private AdminReply removed(@Nullable QueryTerms terms, String network, InetAddress from) {
    var range = terms == null ? null : range(terms.get("range"));
    var dry = terms == null ? null : terms.truth(DRY_RUN);
    if (terms == null || range == null || dry == null || !terms.within(Set.of("range", DRY_RUN))) {
      return notUnderstood("the query has to be range=ADDRESS or range=ADDRESS/PREFIX");
    }
    var normal = range.normal();
    var there =
        dry
            ? desk.made().stream()
                .anyMatch(each -> each.network().equals(network) && each.range().equals(normal))
            : desk.remove(range, network);
    if (!there) {
      return AdminReply.error(ABSENT, "no rule was made at run time for " + normal);
    }
    if (!dry) {
      AUDIT.info(
          "the rule for {} on network {} removed, ordered from {}",
          normal,
          network,
          from.getHostAddress());
    }
    return AdminReply.json(
        OK,
        JsonMapper.shared()
            .createObjectNode()
            .put("network", network)
            .put("order", "remove")
            .put("range", normal.toString())
            .put(DRY_RUN, dry));
  }

  private static AdminReply notUnderstood(String why) {
    return AdminReply.error(NOT_UNDERSTOOD, why);
  }

  private static @Nullable AddressRange range(@Nullable String text) {
    try {
      return text == null ? null : AddressRange.parse(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable Duration lasting(@Nullable String text) {
    try {
      var lasting = text == null ? LASTING : Durations.parse(text);
      var bounded =
          lasting.compareTo(RuntimeRules.SHORTEST) >= 0
              && lasting.compareTo(RuntimeRules.LONGEST) <= 0;
      return bounded ? lasting : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}

package headgate.gateway.admin.acl;

import headgate.gateway.client.AclDesk;
import headgate.gateway.rule.Rule;
import headgate.gateway.rule.Rulebook;
import headgate.gateway.rule.RuntimeRules;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rules and what they decide, as JSON. */
final class AclJson {
  private AclJson() {}

  /** Every rule that may be about a network. */
  static ObjectNode rules(AclDesk desk, String network) {
    var page = JsonMapper.shared().createObjectNode().put("network", network);
    var list = page.putArray("rules");
    for (var rule : desk.configured()) {
      var networks = rule.scope().networks();
      if (!rule.ranges().isEmpty() && (networks.isEmpty() || networks.contains(network))) {
        list.add(configured(rule));
      }
    }
    for (var made : desk.made()) {
      if (made.network().equals(network)) {
        list.add(made(made));
      }
    }
    return page;
  }

  private static ObjectNode configured(Rule rule) {
    var json =
        JsonMapper.shared()
            .createObjectNode()
            .put("name", rule.name())
            .put("source", source(rule))
            .put("verdict", verdict(rule.allows()));
    var addresses = json.putArray("addresses");
    rule.ranges().forEach(range -> addresses.add(range.toString()));
    var classes = json.putArray("classes");
    rule.scope().classes().stream()
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .sorted()
        .forEach(classes::add);
    put(json, "methods", rule.scope().methods());
    put(json, "paths", rule.scope().paths());
    return json;
  }

  private static void put(ObjectNode json, String key, List<String> names) {
    var array = json.putArray(key);
    names.forEach(array::add);
  }

  static ObjectNode made(RuntimeRules.Made made) {
    var json =
        JsonMapper.shared()
            .createObjectNode()
            .put("name", "runtime")
            .put("source", "runtime")
            .put("verdict", verdict(made.allows()));
    json.putArray("addresses").add(made.range().toString());
    return json.put("until", made.until().toString());
  }

  /** What was decided for one method or stream, and why. */
  static ObjectNode decided(Rulebook.Explained explained) {
    var target = explained.target();
    var rule = explained.decision().rule();
    var range = explained.decision().range();
    return JsonMapper.shared()
        .createObjectNode()
        .put("call", target.name())
        .put("class", target.methodClass().name().toLowerCase(Locale.ROOT))
        .put("path", target.path())
        .put("verdict", verdict(rule.allows()))
        .put("rule", rule.name())
        .put("source", source(rule))
        .put("range", range == null ? "" : range.toString());
  }

  static String verdict(boolean allows) {
    return allows ? "allow" : "deny";
  }

  private static String source(Rule rule) {
    return rule.source().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package headgate.cli.operate;

import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.AclConfig.AclRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the rules of a file and those of a running gateway differ, a line for each range of each.
 *
 * @param onlyInFile what the file says and nobody goes by
 * @param onlyRunning what holds and the file does not say
 */
record RuleDiff(List<String> onlyInFile, List<String> onlyRunning) {
  RuleDiff {
    onlyInFile = List.copyOf(onlyInFile);
    onlyRunning = List.copyOf(onlyRunning);
  }

  /** The difference for one network. */
  static RuleDiff of(AclConfig file, String network, JsonNode running) {
    var said = new TreeSet<String>();
    for (var rule : file.rules()) {
      var networks = rule.scope().networks();
      if (networks.isEmpty() || networks.contains(network)) {
        rule.addresses().forEach(range -> said.add(line(rule, range.toString())));
      }
    }
    file.breakGlass().forEach(range -> said.add("allow " + range + ", whatever is said"));
    var holds = new TreeSet<String>();
    for (var rule : Roster.list(running.path("rules"))) {
      for (var address : Roster.list(rule.path("addresses"))) {
        holds.add(AdminClient.harmless(line(rule, address.asString(""))));
      }
    }
    var missing = new ArrayList<>(said);
    missing.removeAll(holds);
    holds.removeAll(said);
    return new RuleDiff(missing, List.copyOf(holds));
  }

  private static String line(AclRule rule, String range) {
    var classes =
        rule.scope().classes().stream()
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .sorted()
            .toList();
    var verdict = rule.verdict().name().toLowerCase(Locale.ROOT);
    return verdict
        + " "
        + range
        + part("classes", classes)
        + part("methods", rule.scope().methods())
        + part("paths", rule.scope().paths());
  }

  private static String line(JsonNode rule, String range) {
    var start = rule.path("verdict").asString("") + " " + range;
    return switch (rule.path("source").asString("")) {
      case "break-glass" -> start + ", whatever is said";
      case "runtime" -> start + ", made at run time until " + rule.path("until").asString("");
      default ->
          start
              + part("classes", texts(rule.path("classes")))
              + part("methods", texts(rule.path("methods")))
              + part("paths", texts(rule.path("paths")));
    };
  }

  private static List<String> texts(JsonNode array) {
    return Roster.list(array).stream().map(each -> each.asString("")).toList();
  }

  private static String part(String key, List<String> names) {
    return names.isEmpty()
        ? ""
        : names.stream().collect(Collectors.joining(", ", ", " + key + ": ", ""));
  }

  /** Whether there is no difference. */
  boolean same() {
    return onlyInFile.isEmpty() && onlyRunning.isEmpty();
  }

  /** Begins with a plus what the file has more, and with a minus what it has not. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    onlyInFile.forEach(each -> lines.add("+ " + each));
    onlyRunning.forEach(each -> lines.add("- " + each));
    return lines;
  }

  ObjectNode toJson() {
    var json = JsonMapper.shared().createObjectNode();
    put(json.putArray("onlyInFile"), onlyInFile);
    put(json.putArray("onlyRunning"), onlyRunning);
    return json;
  }

  private static void put(ArrayNode array, List<String> lines) {
    lines.forEach(array::add);
  }
}

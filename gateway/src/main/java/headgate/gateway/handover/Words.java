package headgate.gateway.handover;

import headgate.gateway.netty.local.LocalLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the two processes say, see the package. */
final class Words {
  static final String TAKE = "take 1";
  static final String YOURS = "yours";
  static final String TAKEN = "taken";
  static final String GONE = "gone";

  private static final Pattern NETWORK =
      Pattern.compile("network (-1|0|[1-9][0-9]{0,17}) (-|0x[0-9a-f]{1,16}) (up|down) (\\S+)");

  /** The form of the chains' ids; what a node reports may be anything. */
  private static final Pattern ID = Pattern.compile("0x[0-9a-f]{1,16}");

  private static final Pattern DRAINED = Pattern.compile("drained (\\S+) (\\S+)");

  private Words() {}

  /** Says everything that is left. */
  static void tell(LocalLine line, List<Inheritance> left) {
    for (var each : left) {
      line.say(
          "network %d %s %s %s"
              .formatted(
                  each.servingHeight(),
                  id(each.networkId()),
                  each.ready() ? "up" : "down",
                  each.network()));
      each.drained().forEach(node -> line.say("drained " + each.network() + ' ' + node));
    }
    line.say(YOURS);
  }

  private static String id(@Nullable String reported) {
    return reported == null || !ID.matcher(reported).matches() ? "-" : reported;
  }

  /** Puts together what is said, line by line. */
  static final class Listening {
    /** Many more than networks have nodes. */
    private static final int LINES_MAX = 10_000;

    private final Map<String, Inheritance> networks = new LinkedHashMap<>();
    private int lines;

    /**
     * Takes a line.
     *
     * @return whether it was the last one
     * @throws IllegalArgumentException where it is none of those that are said
     */
    boolean hear(String line) {
      if (++lines > LINES_MAX) {
        throw new IllegalArgumentException("says too much");
      }
      if (line.equals(YOURS)) {
        return true;
      }
      var network = NETWORK.matcher(line);
      var drained = DRAINED.matcher(line);
      if (network.matches()) {
        var id = network.group(2).equals("-") ? null : network.group(2);
        var height = Long.parseLong(network.group(1));
        var ready = network.group(3).equals("up");
        var name = network.group(4);
        networks.put(name, new Inheritance(name, height, id, ready, List.of()));
      } else if (drained.matches() && networks.containsKey(drained.group(1))) {
        networks.computeIfPresent(drained.group(1), (_, of) -> with(of, drained.group(2)));
      } else {
        throw new IllegalArgumentException("says what is not understood");
      }
      return false;
    }

    private static Inheritance with(Inheritance of, String node) {
      var nodes = new ArrayList<>(of.drained());
      nodes.add(node);
      return new Inheritance(of.network(), of.servingHeight(), of.networkId(), of.ready(), nodes);
    }

    List<Inheritance> all() {
      return List.copyOf(networks.values());
    }
  }
}

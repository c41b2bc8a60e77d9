package headgate.acceptance.height;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.devnode.DevNetwork;
import headgate.devnode.DevNode;
import headgate.devnode.fault.Counters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the nodes of a network counted, all together. */
public final class NodeSide {
  /**
   * Reads with a height filled in. Blocks are left out: the gateway asks for the same ones on its
   * own behalf.
   */
  private static final Pattern PINNED =
      Pattern.compile("\"method\":\"(icx_getBalance|icx_getTotalSupply|icx_call)\".*\"height\"");

  private static final Pattern ID = Pattern.compile("\"id\":\\d+");

  private final DevNetwork nodes;
  private final List<String> bodies = new ArrayList<>();

  /** What they have counted until now. */
  public NodeSide(DevNetwork nodes) {
    this.nodes = nodes;
    nodes.nodes().stream()
        .map(DevNode::counters)
        .map(Counters::bodies)
        .flatMap(List::stream)
        .forEach(body -> bodies.add(new String(body, UTF_8)));
  }

  /** Whether no node had more bodies than it keeps, so that none is missing here. */
  boolean complete() {
    return nodes.nodes().stream()
        .allMatch(node -> node.counters().snapshot().requests() <= Counters.BODIES_MAX);
  }

  /** How often each pinned read came, by all of it but its id. */
  Map<String, Integer> pinned() {
    var counts = new HashMap<String, Integer>();
    bodies.stream()
        .filter(body -> PINNED.matcher(body).find())
        .forEach(body -> counts.merge(ID.matcher(body).replaceFirst(""), 1, Integer::sum));
    return counts;
  }

  /** How many requests carried that text. */
  long requestsWith(String text) {
    return bodies.stream().filter(body -> body.contains(text)).count();
  }

  /** How often nodes began to carry out a transaction. */
  public long received(String hash) {
    return nodes.nodes().stream().mapToLong(node -> node.counters().sends(hash).received()).sum();
  }

  /** How often nodes took it into their pools for a caller. */
  public long accepted(String hash) {
    return nodes.nodes().stream().mapToLong(node -> node.counters().sends(hash).accepted()).sum();
  }
}

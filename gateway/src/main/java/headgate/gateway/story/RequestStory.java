package headgate.gateway.story;

import headgate.gateway.upstream.Node;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** What became of one request's calls, kept because somebody asked for it. */
public final class RequestStory {
  private final String network;
  private final List<Node> nodes;
  private final boolean plansOnly;
  private final TreeMap<Integer, CallStory> calls = new TreeMap<>();
  private boolean batch;

  /**
   * A story that is still to be told.
   *
   * @param network the network's name
   * @param nodes its nodes, in the order of the configuration
   * @param plansOnly whether the walk is to stop before it would ask a node, and not to be counted
   */
  public RequestStory(String network, List<Node> nodes, boolean plansOnly) {
    this.network = network;
    this.nodes = List.copyOf(nodes);
    this.plansOnly = plansOnly;
  }

  /** Whether no node is to be asked. */
  public boolean plansOnly() {
    return plansOnly;
  }

  /** The request is a batch. */
  public void ofBatch() {
    batch = true;
  }

  /** The story of the call at a place of the request, from 0. */
  public CallStory of(int item) {
    return calls.computeIfAbsent(item, _ -> new CallStory(nodes));
  }

  /** The first call's whole story. */
  public ObjectNode first() {
    return StoryJson.whole(network, nodes, of(0));
  }

  /** The header line for a caller that may know; bounded, and of one line whatever it tells. */
  public String field() {
    var told =
        batch
            ? StoryJson.ofBatch(network, calls)
            : StoryJson.bounded(StoryJson.whole(network, nodes, of(0)));
    return "X-Headgate-Debug: " + told + "\r\n";
  }
}

package headgate.gateway.peer;

import headgate.gateway.head.Head;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeState;
import java.util.Objects;

/**
 * A network that hints may be about, as it is served now.
 *
 * @param view the newest view of its head
 * @param head whom hints are given to
 */
public record HintedNetwork(HeadView view, Head head) {
  /** The id that a node reports which is up; empty where none is, or where it is no short text. */
  static String idOf(HeadView view) {
    return view.nodes().stream()
        .filter(node -> node.state() == NodeState.UP)
        .map(node -> node.network())
        .filter(Objects::nonNull)
        .filter(id -> id.matches("[\\x21-\\x7e]{1," + Hint.NETWORK_ID_CHARS_MAX + "}"))
        .findFirst()
        .orElse("");
  }

  /** Whether the id may be this network's: where either side does not know it, it may. */
  boolean mayBe(String networkId) {
    var own = idOf(view);
    return own.isEmpty() || networkId.isEmpty() || own.equalsIgnoreCase(networkId);
  }
}

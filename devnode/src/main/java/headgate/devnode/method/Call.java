package headgate.devnode.method;

import headgate.devnode.chain.ChainView;
import headgate.devnode.json.Json;
import headgate.devnode.node.NodeState;
import headgate.devnode.params.GoStruct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call while it is answered: the node, its view, the params, and the Icon-Options header. */
public record Call(
    NodeState node,
    ChainView view,
    GoStruct params,
    @Nullable Json rawParams,
    Map<String, String> options) {

  public String text(String name) {
    return params.text(name);
  }
}

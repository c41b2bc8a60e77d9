package headgate.gateway.route;

import headgate.gateway.decompose.Call;
import org.jspecify.annotations.Nullable;

/**
 * One call as it is to be sent to a node.
 *
 * @param call the call itself
 * @param path the node's HTTP path, without its base path
 * @param neededHeight the height that a node must have reported, -1 for any
 * @param options a whole header line for the node without its line end, or null
 */
public record NodeCall(Call call, String path, long neededHeight, @Nullable String options) {}

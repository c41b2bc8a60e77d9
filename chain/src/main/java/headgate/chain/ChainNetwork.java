package headgate.chain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One network of a chain; where its nodes are is the operator's business and stands in no profile.
 *
 * @param name what the profile calls it
 * @param nid the network id as nodes report it
 * @param cid the chain id of ICON; null if the chain has none
 * @param channel the channel that its nodes serve; null if the chain knows none
 * @param blockInterval the usual time between two blocks
 * @param lifecycle whether it still grows
 */
public record ChainNetwork(
    String name,
    String nid,
    @Nullable String cid,
    @Nullable String channel,
    Duration blockInterval,
    Lifecycle lifecycle) {}

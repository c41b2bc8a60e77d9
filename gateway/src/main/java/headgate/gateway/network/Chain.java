package headgate.gateway.network;

import headgate.chain.ChainNetwork;
import headgate.chain.ChainProfile;
import headgate.chain.Lifecycle;
import headgate.chain.hash.TransactionHash;
import headgate.gateway.config.LifecycleConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a network is of.
 *
 * @param profile its chain
 * @param named its network as the profile names it, null where the configuration names none
 */
public record Chain(ChainProfile profile, @Nullable ChainNetwork named) {
  private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /** Whether it still grows: its operator knows better than the profile. */
  Lifecycle lifecycle(LifecycleConfig operators) {
    return operators.over(named == null ? profile.lifecycle() : named.lifecycle());
  }

  Duration blockInterval() {
    return named == null ? profile.blockInterval() : named.blockInterval();
  }

  /** The id of its network: that of the profile, else what a node that is up tells in a view. */
  @Nullable String networkId(HeadView seen) {
    if (named != null) {
      return named.nid();
    }
    return seen.nodes().stream()
        .filter(node -> node.state() == NodeState.UP && !node.network().isEmpty())
        .map(NodeStanding::network)
        .findFirst()
        .orElse(null);
  }

  /** The channel of its nodes: the profile's, else what a node tells that is up; null for none. */
  @Nullable String channel(HeadView seen) {
    if (named != null) {
      return named.channel();
    }
    for (var standing : seen.nodes()) {
      var told = standing.channel();
      if (standing.state() == NodeState.UP && told != null && CHANNEL.matcher(told).matches()) {
        return told;
      }
    }
    return null;
  }

  /** The hash of the transaction that a write carries, null where the params give none. */
  @Nullable String hash(Call write) {
    var params = write.params();
    if (!params.present()) {
      return null;
    }
    return switch (profile.hashing().hash(params.body(), params.from(), params.to())) {
      case TransactionHash.Known known -> known.hash();
      case TransactionHash.Unknown _ -> null;
    };
  }
}

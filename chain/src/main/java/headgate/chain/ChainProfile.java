package headgate.chain;

import headgate.chain.error.ErrorTable;
import headgate.chain.error.HttpFailure;
import headgate.chain.hash.TransactionHashing;
import headgate.chain.head.HeadProbe;
import headgate.chain.method.HeightTag;
import headgate.chain.method.MethodProfile;
import headgate.chain.method.MethodTable;
import headgate.chain.surface.ApiPaths;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the gateway knows about one kind of chain, from a file; immutable.
 *
 * @param name the chain's name
 * @param paths the HTTP paths of its nodes
 * @param methods its methods
 * @param head how to ask a node how far it is
 * @param errors the kinds of error that its nodes give
 * @param unavailable the answers of a node that does not serve the chain at all, which prove that a
 *     call was not executed
 * @param unknownChannel the answer to a path with an unknown channel; null if there are no channels
 * @param headers the request headers that nodes understand, by name
 * @param heightTags the words that may stand for a height
 * @param deadlines how long one try may take, by lane
 * @param batchCallsMax the most calls that a node takes in one batch
 * @param streamSessionsMax the most streams that a node serves at once
 * @param blockInterval the usual time between two blocks
 * @param lifecycle whether the chain still grows
 * @param hashing how the hash of a transaction is worked out
 * @param transactionLookup the method that tells whether a transaction is known: any result but
 *     null and any error that means {@code not-yet} say that it is; null if no method tells
 * @param networks its networks, by name
 */
public record ChainProfile(
    String name,
    ApiPaths paths,
    MethodTable methods,
    HeadProbe head,
    ErrorTable errors,
    List<HttpFailure> unavailable,
    @Nullable HttpFailure unknownChannel,
    Map<String, ForwardedHeader> headers,
    Map<String, HeightTag> heightTags,
    Deadlines deadlines,
    int batchCallsMax,
    int streamSessionsMax,
    Duration blockInterval,
    Lifecycle lifecycle,
    TransactionHashing hashing,
    @Nullable MethodProfile transactionLookup,
    Map<String, ChainNetwork> networks) {

  /** Copies the collections, so that the profile stays as it is. */
  public ChainProfile {
    unavailable = List.copyOf(unavailable);
    headers = Map.copyOf(headers);
    heightTags = Map.copyOf(heightTags);
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
  }

  /** The network with an id as nodes report it. */
  public Optional<ChainNetwork> networkOf(String nid) {
    return networks.values().stream().filter(network -> network.nid().equals(nid)).findFirst();
  }

  /** Whether an HTTP answer says that the node does not serve the chain at all. */
  public boolean isUnavailable(int status, String body) {
    return unavailable.stream().anyMatch(failure -> failure.matches(status, body));
  }
}

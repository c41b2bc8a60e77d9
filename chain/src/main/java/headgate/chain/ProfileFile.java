package headgate.chain;

import headgate.chain.error.HttpFailure;
import headgate.chain.hash.TransactionHashing;
import headgate.chain.head.HeadProbe;
import headgate.chain.method.HeightTag;
import headgate.chain.method.StructPath;
import headgate.chain.yaml.Default;
import headgate.chain.yaml.InvalidKey;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A profile as its file writes it; see {@link ChainProfile} for what the values mean.
 *
 * @param schema the version of this form; always 1
 * @param name the chain's name, in lower case
 * @param blockInterval the usual time between two blocks
 * @param batchCallsMax the most calls that a node takes in one batch
 * @param streamSessionsMax the most streams that a node serves at once
 * @param settledAfter how many blocks have to follow a height until it can no longer change
 * @param lifecycle whether the chain still grows
 * @param finalHeight the height of the last block of a frozen chain
 * @param finalHash the hash of the last block of a frozen chain
 * @param transactionHash how the hash of a transaction is worked out
 * @param transactionLookup the method that tells whether a transaction is known
 * @param deadlines how long one try may take, by lane
 * @param heightTags the words that may stand for a height
 * @param structs the structures in the parameters of methods that say nothing themselves
 * @param apis the sets of methods, by name
 * @param streams the WebSocket streams, by name
 * @param unknownChannel the answer to a path with a channel that nobody knows
 * @param unavailable the answers of a node that does not serve the chain at all
 * @param headers the request headers that nodes understand, by name
 * @param head how to ask a node how far it is
 * @param errors the kinds of error, in the order in which they are tried
 * @param methods the methods, by name
 * @param networks the networks, by name
 */
record ProfileFile(
    int schema,
    String name,
    Duration blockInterval,
    @Default("1") int batchCallsMax,
    @Default("1") int streamSessionsMax,
    @Default("0") int settledAfter,
    @Default("live") LifecycleWord lifecycle,
    @Default("null") @Nullable Long finalHeight,
    @Default("null") @Nullable String finalHash,
    @Default("none") TransactionHashing transactionHash,
    @Default("null") @Nullable String transactionLookup,
    @Default("{}") Deadlines deadlines,
    @Default("{}") SequencedMap<String, HeightTag> heightTags,
    @Default("[]") List<StructPath> structs,
    SequencedMap<String, ApiEntry> apis,
    @Default("{}") SequencedMap<String, StreamEntry> streams,
    @Default("null") @Nullable HttpFailure unknownChannel,
    @Default("[]") List<HttpFailure> unavailable,
    @Default("{}") SequencedMap<String, ForwardedHeader> headers,
    HeadProbe head,
    @Default("{}") SequencedMap<String, ErrorEntry> errors,
    SequencedMap<String, MethodEntry> methods,
    @Default("{}") SequencedMap<String, NetworkEntry> networks) {

  private static final int COUNT_MAX = 10_000;
  private static final Duration BLOCK_INTERVAL_MAX = Duration.ofMinutes(10);

  ProfileFile {
    if (schema != 1) {
      throw new InvalidKey("schema", "this version reads schema 1 only");
    }
    if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
      throw new InvalidKey("name", "has to be 1 to 32 of a-z, 0-9 and -, beginning with a letter");
    }
    checkBlockInterval(blockInterval);
    checkCount("batchCallsMax", batchCallsMax);
    checkCount("streamSessionsMax", streamSessionsMax);
    checkSettledAfter(settledAfter);
    lifecycle.with(finalHeight, finalHash);
    new ProfileReferences(apis, headers, errors, methods).check(streams, head, transactionLookup);
  }

  static void checkBlockInterval(Duration interval) {
    if (interval.toMillis() < 1 || interval.compareTo(BLOCK_INTERVAL_MAX) > 0) {
      throw new InvalidKey("blockInterval", "has to be 1ms to 10m");
    }
  }

  static void checkSettledAfter(int blocks) {
    if (blocks < 0 || blocks > COUNT_MAX) {
      throw new InvalidKey("settledAfter", "has to be 0 to " + COUNT_MAX);
    }
  }

  private static void checkCount(String key, int count) {
    if (count < 1 || count > COUNT_MAX) {
      throw new InvalidKey(key, "has to be 1 to " + COUNT_MAX);
    }
  }
}

package headgate.chain;

import headgate.chain.yaml.Default;
import headgate.chain.yaml.InvalidKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One entry below {@code networks}; see {@link ChainNetwork}.
 *
 * @param nid the network id as nodes report it
 * @param cid the chain id of ICON
 * @param channel the channel that its nodes serve
 * @param blockInterval the usual time between two blocks; null for the profile's
 * @param lifecycle whether it still grows; null for the profile's
 * @param finalHeight the height of the last block of a frozen network
 * @param finalHash the hash of the last block of a frozen network
 */
record NetworkEntry(
    String nid,
    @Default("null") @Nullable String cid,
    @Default("null") @Nullable String channel,
    @Default("null") @Nullable Duration blockInterval,
    @Default("null") @Nullable LifecycleWord lifecycle,
    @Default("null") @Nullable Long finalHeight,
    @Default("null") @Nullable String finalHash) {

  private static final String WORD = "[A-Za-z0-9._-]{1,64}";

  NetworkEntry {
    checkWord("nid", nid);
    checkWord("cid", cid);
    checkWord("channel", channel);
    if (blockInterval != null) {
      ProfileFile.checkBlockInterval(blockInterval);
    }
    if (lifecycle == null && (finalHeight != null || finalHash != null)) {
      throw new InvalidKey("lifecycle", "has to be frozen where finalHeight or finalHash stands");
    }
    if (lifecycle != null) {
      lifecycle.with(finalHeight, finalHash);
    }
  }

  private static void checkWord(String key, @Nullable String word) {
    if (word != null && !word.matches(WORD)) {
      throw new InvalidKey(key, "has to be 1 to 64 letters, digits and . _ -");
    }
  }

  ChainNetwork named(String name, Duration usualInterval, Lifecycle usualLifecycle) {
    return new ChainNetwork(
        name,
        nid,
        cid,
        channel,
        blockInterval == null ? usualInterval : blockInterval,
        lifecycle == null ? usualLifecycle : lifecycle.with(finalHeight, finalHash));
  }
}

package headgate.gateway.config;

import headgate.chain.Lifecycle;
import org.jspecify.annotations.Nullable;

/**
 * Whether the chain of a network still grows, where its operator knows better than the profile.
 *
 * @param lifecycle what the operator says
 * @param finalHeight the height of the last block of a frozen chain, else none
 * @param finalHash its hash, {@code 0x} and 64 hexadecimal digits in lower case, else none
 */
public record LifecycleConfig(
    Word lifecycle, @Nullable Long finalHeight, @Nullable String finalHash) {
  /** The words for it. */
  public enum Word {
    /** As the chain's profile says. */
    PROFILE,
    /** The chain makes blocks. */
    LIVE,
    /** The chain has ended at a height and hash. */
    FROZEN
  }

  public LifecycleConfig {
    var rules = new Rules();
    if (lifecycle == Word.FROZEN) {
      rules
          .that(
              "finalHeight",
              finalHeight != null && finalHeight >= 0,
              "a frozen network needs it, from 0 on")
          .that(
              "finalHash",
              finalHash != null && finalHash.matches("0x[0-9a-f]{64}"),
              "a frozen network needs it: 0x and 64 hexadecimal digits in lower case");
    } else {
      rules
          .that("finalHeight", finalHeight == null, "needs lifecycle: frozen")
          .that("finalHash", finalHash == null, "needs lifecycle: frozen");
    }
    rules.check();
  }

  /** What the profile says. */
  public static LifecycleConfig defaults() {
    return new LifecycleConfig(Word.PROFILE, null, null);
  }

  /** A chain that has ended with the block of that height and hash. */
  public static LifecycleConfig frozen(long finalHeight, String finalHash) {
    return new LifecycleConfig(Word.FROZEN, finalHeight, finalHash);
  }

  /** What holds, given what the profile says. */
  public Lifecycle over(Lifecycle profile) {
    if (finalHeight != null && finalHash != null) {
      return new Lifecycle.Frozen(finalHeight, finalHash);
    }
    return lifecycle == Word.LIVE ? new Lifecycle.Live() : profile;
  }
}

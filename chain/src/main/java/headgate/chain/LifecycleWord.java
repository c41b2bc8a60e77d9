package headgate.chain;

import headgate.chain.yaml.InvalidKey;
import org.jspecify.annotations.Nullable;

/** The words for a lifecycle in a file. */
enum LifecycleWord {
  LIVE,
  FROZEN;

  /** The lifecycle of this word and the two keys that belong to it. */
  Lifecycle with(@Nullable Long finalHeight, @Nullable String finalHash) {
    return switch (this) {
      case LIVE -> live(finalHeight, finalHash);
      case FROZEN -> frozen(finalHeight, finalHash);
    };
  }

  private static Lifecycle live(@Nullable Long finalHeight, @Nullable String finalHash) {
    if (finalHeight != null || finalHash != null) {
      throw new InvalidKey("lifecycle", "has to be frozen where finalHeight or finalHash stands");
    }
    return new Lifecycle.Live();
  }

  private static Lifecycle frozen(@Nullable Long finalHeight, @Nullable String finalHash) {
    if (finalHeight == null || finalHeight < 0) {
      throw new InvalidKey("finalHeight", "a frozen chain needs it, from 0 on");
    }
    if (finalHash == null || !finalHash.matches("0x[0-9a-f]{64}")) {
      throw new InvalidKey(
          "finalHash", "a frozen chain needs it: 0x and 64 hexadecimal digits in lower case");
    }
    return new Lifecycle.Frozen(finalHeight, finalHash);
  }
}

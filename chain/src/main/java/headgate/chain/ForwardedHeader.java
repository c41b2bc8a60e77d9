package headgate.chain;

import headgate.chain.yaml.Default;
import headgate.chain.yaml.InvalidKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request header of the form {@code name=value,name=value} that nodes understand.
 *
 * @param options the options that are forwarded; every other one is left out
 * @param timeout the forwarded option that tells, in milliseconds, how long the caller wants to
 *     wait; null if none does
 */
public record ForwardedHeader(Set<String> options, @Default("null") @Nullable String timeout) {

  /** Refuses a timeout that would not be forwarded. */
  public ForwardedHeader {
    if (timeout != null && !options.contains(timeout)) {
      throw new InvalidKey("timeout", "has to be one of the options");
    }
  }
}

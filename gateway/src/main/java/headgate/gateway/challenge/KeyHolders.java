package headgate.gateway.challenge;

import org.jspecify.annotations.Nullable;

/**
 * The P-Reps of one network that count as such now, with the keys of their nodes. It is asked at
 * each proof and at each use of a credential, from any thread, and answers from memory.
 */
@FunctionalInterface
public interface KeyHolders {
  /**
   * The address of the key that a P-Rep's node signs with; its own where it has named no other. A
   * null says that this account is no P-Rep of the list.
   */
  @Nullable AccountAddress nodeOf(AccountAddress prep);
}

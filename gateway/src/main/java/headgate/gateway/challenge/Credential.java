package headgate.gateway.challenge;

import headgate.gateway.address.IpAddress;
import java.time.Duration;

/**
 * What a validator's proof is worth for a while: that whoever comes from this address acts for this
 * P-Rep.
 *
 * @param prep the P-Rep
 * @param signer the account whose key has signed: the P-Rep itself, or its node then
 * @param caller the one address that it is good from
 * @param issued the second since 1970 in which it was given, at most 11 digits
 * @param expires the second since 1970 from which on it is worth nothing; later than issued, by an
 *     hour at most
 */
public record Credential(
    AccountAddress prep, AccountAddress signer, IpAddress caller, long issued, long expires) {
  /** No credential lives longer: a P-Rep can sign again, and a stolen one cannot be called back. */
  static final Duration LIFE_MAX = Duration.ofHours(1);

  /**
   * Takes the fields.
   *
   * @throws IllegalArgumentException where its times are out of their bounds
   */
  public Credential {
    if (issued < 0
        || issued > Challenge.SECOND_MAX
        || expires <= issued
        || expires > issued + LIFE_MAX.toSeconds()) {
      throw new IllegalArgumentException("a credential lives for an hour at most");
    }
  }

  /** Which key has signed; where the P-Rep's is its node's too, the P-Rep's. */
  public KeyKind kind() {
    return signer.equals(prep) ? KeyKind.WALLET : KeyKind.NODE;
  }
}

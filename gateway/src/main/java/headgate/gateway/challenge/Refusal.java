package headgate.gateway.challenge;

import java.util.Locale;

/** Why a signature gets no credential. Whatever the reason, its challenge is used up. */
public enum Refusal {
  /**
   * No such challenge: never given, used before, pushed out by the caller's later ones, or gone.
   */
  UNKNOWN_OR_USED,
  /** Later than its challenge says, or before it was given: then a clock was set back. */
  EXPIRED,
  /** From another address than asked for the challenge. */
  OTHER_ADDRESS,
  /** The claimed account is no P-Rep of the list. */
  NOT_IN_LIST,
  /** Not 65 bytes in one of the accepted forms, or a number of it is out of its bounds. */
  MALFORMED_SIGNATURE,
  /** The half of its twins that is not accepted: s is above half of the curve's order. */
  HIGH_S,
  /** It leads back to no key, or to a key of neither the P-Rep nor its node. */
  BAD_SIGNATURE;

  /** The word that metrics and answers use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

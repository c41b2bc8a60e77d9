package headgate.gateway.challenge;

import java.util.Locale;

/** Why a text is not taken for a credential. */
public enum CredentialRefusal {
  /** Not the form of one. */
  MALFORMED,
  /** Sealed with another key or for another audience, or changed since. */
  NOT_OURS,
  /** From another address than the one that it was given to. */
  OTHER_ADDRESS,
  /** Its time is over. */
  EXPIRED,
  /** Its time has not begun: a clock is wrong here or where it was given. */
  NOT_YET,
  /** Its P-Rep is no longer in the list. */
  LEFT_LIST,
  /** It was signed for by the key of a node, which is no longer that P-Rep's. */
  KEY_REPLACED;

  /** The word that metrics and answers use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

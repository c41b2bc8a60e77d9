package headgate.gateway.peer;

import java.util.Locale;

/** Why a datagram is not taken for a hint; nothing is ever answered. */
enum HintRefusal {
  /** More came from its address within a second than is looked at. */
  RATE,
  /** From an address at which no other gateway is configured. */
  STRANGER,
  /** Not the form of a hint, or not whole. */
  MALFORMED,
  /** Sealed with another secret, or changed on its way. */
  SEAL,
  /** This gateway's own, sent back. */
  OWN,
  /** Sent too long ago, or by a clock that is ahead. */
  AGE,
  /** Heard before, or overtaken by a later one. */
  REPLAY,
  /** Of more senders than can be. */
  SENDERS,
  /** Of a network that is not served here. */
  NO_NETWORK,
  /** Of another chain under the same name. */
  WRONG_NETWORK;

  /** The word that metrics use. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package headgate.gateway.challenge;

/**
 * What keeps a proof from being worth more than it should. All of them always hold; a test takes
 * one away to show what it is good for.
 */
enum Defence {
  /** A nonce is good for one attempt. */
  ONCE,
  /** A challenge is good for a minute. */
  EXPIRY,
  /** It is good from where it was asked for. */
  CALLER,
  /** Of the two signatures that one makes, only one counts. */
  LOW_S,
  /** It says whom it is for. */
  DOMAIN
}

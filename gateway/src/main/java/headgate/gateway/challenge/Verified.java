package headgate.gateway.challenge;

/** What a bearer's text turns out to be. */
public sealed interface Verified {
  /** A credential that is good now and for its bearer. */
  record Held(Credential credential) implements Verified {}

  /** Nothing that gives a right. */
  record Refused(CredentialRefusal why) implements Verified {}
}

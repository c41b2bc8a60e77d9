package headgate.gateway.challenge;

/** Which of its keys a P-Rep has signed with. */
public enum KeyKind {
  /** That of its account, which also moves its funds. */
  WALLET,
  /** That of its node, which lies on a machine that is always on. */
  NODE
}

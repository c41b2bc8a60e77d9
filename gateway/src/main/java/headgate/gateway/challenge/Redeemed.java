package headgate.gateway.challenge;

/** What comes of a signed challenge. */
public sealed interface Redeemed {
  /**
   * The caller holds a key of the P-Rep.
   *
   * @param credential the bearer's text; whoever has it and the address has the credential, so it
   *     is not printed
   * @param prep which P-Rep
   * @param kind which of its keys
   */
  record Granted(String credential, AccountAddress prep, KeyKind kind) implements Redeemed {
    @Override
    public String toString() {
      return "Granted[credential=***, prep=" + prep + ", kind=" + kind + "]";
    }
  }

  /** Nothing is shown by it. */
  record Refused(Refusal why) implements Redeemed {}
}

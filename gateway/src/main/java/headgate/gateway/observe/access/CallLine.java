package headgate.gateway.observe.access;

/**
 * What is written of one call, of a request that was no call, or of a stream, at its end.
 *
 * <p>Nothing in it is of the caller's own words: names are those of the profile and of the
 * configuration, the other words are the gateway's.
 *
 * @param method its name in the profile, empty where there is none
 * @param outcome the word that metrics have for how it ended
 * @param answered whether its caller has an answer; what has none is written whatever the sample
 * @param reason the failure's word, empty where there was none
 * @param code of the JSON-RPC error, 0 for none
 * @param status of HTTP, 0 where nobody is there to be told
 * @param nanos from its arrival to its end
 * @param bytes of its answer
 * @param asked which nodes were asked for it
 */
public record CallLine(
    String method,
    String outcome,
    boolean answered,
    String reason,
    int code,
    int status,
    long nanos,
    long bytes,
    Asked asked) {
  /** The word for what was turned away before anything was spent on it. */
  public static final String REFUSED = "refused";

  /** Whether it was turned away. */
  boolean refused() {
    return outcome.equals(REFUSED);
  }

  /**
   * The nodes that were asked.
   *
   * @param node the name of the last one, empty where none was
   * @param tries how often nodes were asked
   */
  public record Asked(String node, int tries) {
    /** Nobody was. */
    public static final Asked NOBODY = new Asked("", 0);
  }
}

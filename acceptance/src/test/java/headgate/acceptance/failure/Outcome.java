package headgate.acceptance.failure;

/**
 * What came of one way of asking while nodes failed.
 *
 * @param status the HTTP status
 * @param told {@code answer}, or the code of the error
 * @param elsewhere whether the second node was asked
 * @param sent how often the call reached a node; -1 where that is nobody's concern
 * @param node what the gateway thinks of the first node afterwards
 */
record Outcome(int status, String told, boolean elsewhere, int sent, Opinion node) {
  static final String ANSWER = "answer";

  /** What a gateway thinks of a node that has failed some calls. */
  enum Opinion {
    /** It was not failed often enough to say. */
    OPEN,
    KEPT,
    LEFT_OUT,
    LEFT_ALONE
  }

  @Override
  public String toString() {
    return status
        + " "
        + told
        + (elsewhere ? " elsewhere" : "")
        + (sent < 0 ? "" : " sent " + sent)
        + (node == Opinion.OPEN ? "" : " " + node);
  }
}

package headgate.gateway.listen;

/** Counts the bytes that are held for callers, and says whether more may come in. */
public interface ByteGate {
  /**
   * Charges more room for the body of a request.
   *
   * @param more bytes to charge
   * @param whole bytes of the body's room with them
   * @return false where there is no room; nothing is charged then
   */
  boolean tryTakeBody(long more, long whole);

  /** Charges bytes that are there already, such as an answer on its way out. */
  void take(long bytes);

  /** Gives bytes back. */
  void giveBack(long bytes);
}

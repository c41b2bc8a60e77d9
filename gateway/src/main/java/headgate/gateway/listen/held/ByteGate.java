package headgate.gateway.listen.held;

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

  /** Whether 80 percent are used, so that new requests should wait. */
  boolean over80();

  /**
   * Has a task run once, as soon as less than 80 percent are used, on whatever thread gave the
   * bytes back; at once where that is so now. The task throws nothing and does no more than to
   * post.
   */
  void whenBelow80(Runnable task);
}

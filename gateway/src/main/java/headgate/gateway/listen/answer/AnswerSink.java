package headgate.gateway.listen.answer;

/**
 * The way back to one caller: a head, any number of chunks, an end. Chunks wait inside, at no cost
 * but their own bytes, until the caller takes them.
 *
 * <p>All methods are to be called on the exchange's loop. Once the caller is gone they do nothing.
 */
public interface AnswerSink {
  /**
   * Charges bytes of the answer that are there already; they count until the answer is written or
   * the caller is gone.
   */
  void hold(long bytes);

  /** Begins the answer. */
  void begin(AnswerStart start);

  /** Adds bytes, which nobody changes afterwards. */
  void chunk(byte[] bytes, int from, int to);

  /** Completes the answer. */
  void end();

  /** Breaks the connection, so that a begun answer can never be taken for a whole one. */
  void abort();
}

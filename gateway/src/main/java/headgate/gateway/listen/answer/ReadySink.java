package headgate.gateway.listen.answer;

/** Takes a successful answer that is there at once and whole, without keeping anything of it. */
public interface ReadySink {
  /**
   * Begins the response, with status 200.
   *
   * @param fields more header lines of our own, each with its line end
   * @param length bytes of the chunks that follow, together
   */
  void begin(byte[] fields, int length);

  /** Adds bytes, which are copied. */
  void chunk(byte[] bytes, int from, int to);
}

package headgate.gateway.netty.local;

/** One end of a connection between two processes, which carries lines of text and descriptors. */
public interface LocalLine {
  /** Bytes of a line at most, in UTF-8 and without its end; whoever says more is cut off. */
  int LINE_BYTES_MAX = 1024;

  /** What comes over it, on its loop. */
  interface Ear {
    /** A whole line, without its end. */
    void line(String line);

    /** A descriptor, which belongs to this process from now on. Nothing else comes before it. */
    default void descriptor(int number) {}

    /** Nothing comes any more; told once. */
    void closed();
  }

  /**
   * Sends a line; callable from any thread.
   *
   * @param line without a line end in it
   */
  void say(String line);

  /** Sends a descriptor, which stays open here; to be the first that is sent. */
  void pass(int descriptor);

  /** Closes it once everything that was said is sent; callable from any thread. */
  void close();
}

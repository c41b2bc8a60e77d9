package headgate.cli.talk;

/** How long a command goes on. */
public interface Lifetime {
  /**
   * Returns when it is time to stop, or never; what has to be done then is done before the process
   * ends in either case.
   *
   * @param ready runs once, as soon as being told to stop has its effect
   * @param stop runs once
   */
  void holdUntilStopped(Runnable ready, Runnable stop) throws InterruptedException;

  /**
   * Has a command that is held end as if it were told to stop, as soon as it is held; without
   * effect where it is told so already.
   */
  default void end() throws InterruptedException {}

  /** Runs a task whenever the process is asked to read its configuration anew (SIGHUP). */
  default void onHangup(Runnable task) {}

  /**
   * For a command that ends by itself and has something to say also where it is told to stop: the
   * process then ends with {@link ExitCode#CUT_SHORT} when the span is over, after ten seconds at
   * most. A lifetime that knows nothing of it cuts nothing short.
   *
   * @param cutShort runs where the process is told to stop within the span; the command has to end
   *     soon
   */
  default Span span(Runnable cutShort) {
    return () -> {};
  }

  /** The time from a command's beginning to its last word. */
  @FunctionalInterface
  interface Span extends AutoCloseable {
    /** The command has said everything. */
    @Override
    void close();
  }
}

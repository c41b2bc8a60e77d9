package headgate.cli.talk;

/** How long a command that serves goes on. */
@FunctionalInterface
public interface Lifetime {
  /**
   * Returns when it is time to stop, or never; what has to be done then is done before the process
   * ends in either case.
   *
   * @param ready runs once, as soon as being told to stop has its effect
   * @param stop runs once
   */
  void holdUntilStopped(Runnable ready, Runnable stop) throws InterruptedException;
}

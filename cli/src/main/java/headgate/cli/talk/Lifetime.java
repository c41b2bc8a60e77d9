package headgate.cli.talk;

import java.util.concurrent.CountDownLatch;

/** How long a command that serves goes on. */
@FunctionalInterface
public interface Lifetime {
  /**
   * Returns when it is time to stop, or never; what has to be done then is done before the process
   * ends in either case.
   *
   * @param stop runs once
   */
  void holdUntilStopped(Runnable stop) throws InterruptedException;

  /** Until the process is told to end (SIGTERM or SIGINT); then its exit code is 0. */
  static Lifetime ofProcess() {
    return stop -> {
      var hook =
          new Thread(
              () -> {
                stop.run();
                // A stop that was asked for is no failure, whatever the signal's own code.
                Runtime.getRuntime().halt(ExitCode.OK);
              },
              "headgate-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      new CountDownLatch(1).await();
    };
  }
}

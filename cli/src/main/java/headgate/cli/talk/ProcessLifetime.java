package headgate.cli.talk;

import java.util.concurrent.CountDownLatch;

/** Until the process is told to end (SIGTERM or SIGINT); then its exit code is 0. */
final class ProcessLifetime implements Lifetime {
  @Override
  public void holdUntilStopped(Runnable ready, Runnable stop) throws InterruptedException {
    var hook =
        new Thread(
            () -> {
              stop.run();
              // A stop that was asked for is no failure, whatever the signal's own code.
              Runtime.getRuntime().halt(ExitCode.OK);
            },
            "headgate-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    ready.run();
    new CountDownLatch(1).await();
  }
}

package headgate.cli.talk;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Until the process is told to end (SIGTERM or SIGINT). Who tells it so once more does not want to
 * wait for what is done then.
 */
final class ProcessLifetime implements Lifetime {
  private static final long LAST_WORD_SECONDS_MAX = 10;

  private final AtomicBoolean told = new AtomicBoolean();
  private final CountDownLatch held = new CountDownLatch(1);

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
    var _ = Signals.on("TERM", this::toldToEnd) && Signals.on("INT", this::toldToEnd);
    held.countDown();
    ready.run();
    new CountDownLatch(1).await();
  }

  private void toldToEnd() {
    if (told.getAndSet(true)) {
      Runtime.getRuntime().halt(ExitCode.CUT_SHORT);
    } else {
      Runtime.getRuntime().exit(ExitCode.OK);
    }
  }

  /** Not as if told by a signal: one that comes later is the first and cuts nothing short. */
  @Override
  public void end() throws InterruptedException {
    held.await();
    Runtime.getRuntime().exit(ExitCode.OK);
  }

  @Override
  public void onHangup(Runnable task) {
    var _ = Signals.on("HUP", task);
  }

  @Override
  public Span span(Runnable cutShort) {
    var over = new CountDownLatch(1);
    var hook = new Thread(() -> endAfter(cutShort, over), "headgate-cut-short");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> {
      over.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // The hook runs already and ends the process.
      }
    };
  }

  private static void endAfter(Runnable cutShort, CountDownLatch over) {
    cutShort.run();
    try {
      var _ = over.await(LAST_WORD_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.CUT_SHORT);
  }
}

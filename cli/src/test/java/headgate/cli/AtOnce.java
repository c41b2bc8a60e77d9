package headgate.cli;

import headgate.cli.talk.Lifetime;

/** Is told to stop as soon as it has begun. */
final class AtOnce implements Lifetime {
  @Override
  public void holdUntilStopped(Runnable ready, Runnable stop) {
    ready.run();
    stop.run();
  }
}

package headgate.fuzz;

/** How often the code under test has entered a method or come to a branch. */
public final class Steps {
  private static long taken;

  private Steps() {}

  /** Called by the code that {@link CountingLoader} has loaded. */
  public static void step() {
    taken++;
  }

  /** How many steps a task takes; one thread at a time. */
  static long of(Runnable task) {
    var before = taken;
    task.run();
    return taken - before;
  }
}

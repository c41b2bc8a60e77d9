package headgate.cli.talk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signal that asks a daemon to read its configuration anew (SIGHUP).
 *
 * <p>The JDK has signals only in {@code sun.misc}, which javac warns of without an exception, so it
 * is looked up by name. Where there is no such signal, or the process was told to ignore it (by
 * {@code nohup}), nothing happens.
 */
final class Hangup {
  private static final String NAME = "HUP";

  private Hangup() {}

  /** Runs a task on a thread of its own whenever the signal comes; false where it never will. */
  static boolean runs(Runnable task) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler handles =
          (_, method, arguments) ->
              method.getName().equals("handle")
                  ? Thread.ofVirtual().name("headgate-hangup").start(task)
                  // What every object can do is of no matter here.
                  : method.invoke(task, arguments);
      var proxy =
          Proxy.newProxyInstance(
              ClassLoader.getSystemClassLoader(), new Class<?>[] {handler}, handles);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(NAME), proxy);
      return true;
    } catch (ReflectiveOperationException none) {
      return false;
    }
  }
}

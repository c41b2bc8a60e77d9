package headgate.cli.talk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The signals that the operating system sends to the process.
 *
 * <p>Java has had them in {@code sun.misc.Signal} since its beginning, in a module that is there
 * for everybody, but its compiler warns of every use; so they are reached by name.
 */
final class Signals {
  private Signals() {}

  /**
   * Has a task run on a thread of its own each time that signal comes, in place of what the virtual
   * machine does.
   *
   * @param name without {@code SIG}
   * @return false where this machine has no such signal, or keeps it to itself
   */
  static boolean on(String name, Runnable task) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var told =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handler}, new Told(task));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), told);
      return true;
    } catch (ReflectiveOperationException _) {
      return false;
    }
  }

  /** A handler, which is also asked what every object is asked. */
  private record Told(Runnable task) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
      return switch (method.getName()) {
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> arguments != null && proxy.hashCode() == arguments[0].hashCode();
        case "toString" -> "a handler of signals";
        default -> {
          task.run();
          yield null;
        }
      };
    }
  }
}

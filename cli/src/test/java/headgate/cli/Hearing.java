package headgate.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever was started in the background, or by nohup, ignores some signals, and so do its children
 * unless they are told otherwise.
 */
final class Hearing {
  private Hearing() {}

  /** What has to stand in front of a command so that it hears that signal. */
  static List<String> of(String signal) {
    var front = List.of("env", "--default-signal=" + signal);
    return succeeds(front) ? front : List.of();
  }

  private static boolean succeeds(List<String> front) {
    var command = new ArrayList<>(front);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package headgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever was started in the background, or by nohup, ignores some signals, and so do its children
 * unless they are told otherwise.
 */
final class Hearing {
  private Hearing() {}

  /** The command line with those words, as a process that hears that signal. */
  static ProcessBuilder headgate(String signal, String... words) {
    var command = new ArrayList<>(of(signal));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "headgate.cli.Main"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command);
  }

  /** What has to stand in front of a command so that it hears that signal. */
  private static List<String> of(String signal) {
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

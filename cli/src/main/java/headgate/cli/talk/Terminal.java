package headgate.cli.talk;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command may use of the world around it.
 *
 * @param out for data
 * @param err for talk
 * @param environment the process's variables
 * @param folder where relative file names begin
 * @param interactive whether a person watches: screens are redrawn only then
 * @param lifetime how long a command that serves goes on
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Path folder,
    boolean interactive,
    Lifetime lifetime) {
  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** The process's own. */
  public static Terminal ofProcess() {
    var environment = System.getenv();
    var watched = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    var interactive = watched && !"dumb".equals(environment.get("TERM"));
    return new Terminal(
        writer(System.out),
        writer(System.err),
        environment,
        Path.of(""),
        interactive,
        new ProcessLifetime());
  }

  /** Whether colours are welcome: a person watches and did not set {@code NO_COLOR}. */
  public boolean colour() {
    return interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** A line of data. */
  public void print(String line) {
    out.println(line);
    out.flush();
  }

  /** A line of talk. */
  public void say(String line) {
    err.println(line);
    err.flush();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}

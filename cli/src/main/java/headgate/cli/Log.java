package headgate.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The process's log, whose level {@code HEADGATE_LOG} sets. */
final class Log {
  static final String VARIABLE = "HEADGATE_LOG";
  static final List<String> LEVELS = List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG");

  private Log() {}

  /**
   * Refuses a level that there is not: the log itself would take it for another one.
   *
   * @throws CommandFailure that names the levels
   */
  static void check(Map<String, String> environment) {
    var level = environment.get(VARIABLE);
    if (level != null && !level.isEmpty() && !LEVELS.contains(level.toUpperCase(Locale.ROOT))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the environment variable " + VARIABLE + " must be one of " + String.join(", ", LEVELS));
    }
  }

  /** Where a command shows by itself what its nodes do, the log only repeats it. */
  static void quieten(Terminal terminal) {
    if (!terminal.environment().containsKey(VARIABLE)
        && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.ERROR);
    }
  }
}

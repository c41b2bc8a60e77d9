package headgate.cli;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Terminal;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.file.ConfigFile;
import headgate.gateway.config.file.ConfigReading;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a command finds the configuration file. */
final class ConfigSource {
  static final String DEFAULT_FILE = "headgate.yaml";

  private static final String WHAT_TO_DO =
      """
      there is no ./headgate.yaml here and no node was named.
        Name a node:   headgate serve http://node:9000
        Name a file:   headgate serve -c FILE
        See it work:   headgate demo
        A file to start from is docs/headgate.yaml.\
      """;

  private final Terminal terminal;

  ConfigSource(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * The file that was named, else the one that is expected here.
   *
   * @throws CommandFailure if none was named and none is here
   */
  Path file(@Nullable Path named) {
    var file = named == null ? Path.of(DEFAULT_FILE) : named;
    if (named == null && !Files.exists(terminal.folder().resolve(file))) {
      throw new CommandFailure(ExitCode.CONFIG, WHAT_TO_DO.stripTrailing());
    }
    return terminal.folder().resolve(file);
  }

  ConfigReading read(Path file) {
    return ConfigFile.read(file, terminal.environment());
  }

  /**
   * The configuration in a file.
   *
   * @throws CommandFailure with every problem of the file
   */
  GatewayConfig config(Path file) {
    return switch (read(file)) {
      case ConfigReading.Valid(var config) -> config;
      case ConfigReading.Invalid invalid ->
          throw new CommandFailure(
              ExitCode.CONFIG,
              "the configuration cannot be used\n" + String.join("\n", invalid.lines()));
    };
  }
}

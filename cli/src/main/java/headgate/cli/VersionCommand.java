package headgate.cli;

import headgate.cli.talk.ExitCode;
import headgate.cli.talk.OutputFormat;
import headgate.cli.talk.Terminal;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code headgate version}: what runs here. */
@Command(
    name = "version",
    description = "Shows the version of Headgate and of the Java that runs it.",
    footerHeading = "Examples:%n",
    footer = {"  headgate version", "  headgate version -o json", ""})
final class VersionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}.")
  private OutputFormat format = OutputFormat.table;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.print(
        switch (format) {
          case table -> line();
          case json ->
              JsonMapper.shared()
                  .createObjectNode()
                  .put("headgate", version())
                  .put("java", Runtime.version().toString())
                  .toString();
        });
    return ExitCode.OK;
  }

  private static String line() {
    return "headgate " + version() + ", Java " + Runtime.version();
  }

  /** What {@code headgate --version} shows. */
  static final class Line implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {line()};
    }
  }

  /** From the jar; classes that were never packed have none. */
  static String version() {
    return Objects.requireNonNullElse(
        VersionCommand.class.getPackage().getImplementationVersion(), "unpackaged");
  }
}

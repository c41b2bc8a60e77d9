package headgate.cli;

import headgate.cli.operate.AclCommand;
import headgate.cli.operate.CachesCommand;
import headgate.cli.operate.ExplainCommand;
import headgate.cli.operate.HeadCommand;
import headgate.cli.operate.ReloadCommand;
import headgate.cli.operate.UpstreamCommand;
import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code headgate}: the commands below it and what they share. */
@Command(
    name = "headgate",
    description = "The gate in front of a chain's nodes: a JSON-RPC gateway that knows the head.",
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      DemoCommand.class,
      HealthCommand.class,
      ExplainCommand.class,
      UpstreamCommand.class,
      HeadCommand.class,
      CachesCommand.class,
      AclCommand.class,
      ReloadCommand.class,
      ChainCommand.class,
      VersionCommand.class,
      HelpCommand.class
    },
    versionProvider = VersionCommand.Line.class,
    footerHeading = "Examples:%n",
    footer = {
      "  headgate demo                       a chain, three nodes and a gateway on this machine",
      "  headgate serve http://node:9000     a gateway in front of a node, without a file",
      "  headgate serve                      what ./headgate.yaml says",
      "  headgate upstream ls                the nodes of a gateway that runs",
      "  headgate check --live               is the file right, and do the nodes answer",
      ""
    })
final class HeadgateCommand implements Runnable {
  private static final int HELP_COLUMNS = 100;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  @SuppressWarnings("UnusedVariable") // picocli sets it and acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  @SuppressWarnings("UnusedVariable") // picocli sets it and acts on it
  private boolean version;

  /** Runs a command line and returns its exit code. */
  static int run(Terminal terminal, String... args) {
    try {
      Log.check(terminal.environment());
    } catch (CommandFailure wrong) {
      return told(terminal, wrong);
    }
    var code = commandLine(terminal).execute(args);
    // A full disk or a closed pipe is noticed by nobody else: print streams keep it to themselves.
    return terminal.out().checkError() && code == ExitCode.OK
        ? told(terminal, new CommandFailure(ExitCode.FAILURE, "the output cannot be written"))
        : code;
  }

  private static int told(Terminal terminal, CommandFailure failure) {
    terminal.say("headgate: " + failure.getMessage());
    return failure.exitCode();
  }

  static CommandLine commandLine(Terminal terminal) {
    var line = new CommandLine(new HeadgateCommand(), new Commands(terminal));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setUsageHelpWidth(HELP_COLUMNS);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setParameterExceptionHandler((wrong, _) -> misunderstood(wrong));
    line.setExecutionExceptionHandler((failure, command, _) -> failed(terminal, failure));
    examplesFirst(line);
    return line;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Name a command.");
    }
  }

  /**
   * What is wrong with a command line is one line; the whole help is shown only to whoever has not
   * said yet what is to be done.
   */
  private static int misunderstood(ParameterException wrong) {
    var line = wrong.getCommandLine();
    var err = line.getErr();
    err.println(line.getColorScheme().errorText(String.valueOf(wrong.getMessage())));
    if (String.valueOf(wrong.getMessage()).startsWith("Name ")) {
      line.usage(err);
    } else {
      UnmatchedArgumentException.printSuggestions(wrong, err);
      err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static int failed(Terminal terminal, Exception failure) throws Exception {
    if (failure instanceof CommandFailure known) {
      return told(terminal, known);
    }
    throw failure;
  }

  /** People read examples before options. */
  private static void examplesFirst(CommandLine line) {
    var keys = new ArrayList<String>();
    keys.add(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING);
    keys.add(UsageMessageSpec.SECTION_KEY_FOOTER);
    line.getHelpSectionKeys().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
    line.setHelpSectionKeys(List.copyOf(keys));
    line.getSubcommands().values().forEach(HeadgateCommand::examplesFirst);
  }
}

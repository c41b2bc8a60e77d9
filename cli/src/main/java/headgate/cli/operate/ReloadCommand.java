package headgate.cli.operate;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.OutputFormat;
import headgate.cli.talk.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code headgate reload}: has a running gateway read its configuration anew. */
@Command(
    name = "reload",
    description = "Has a running gateway read its configuration file anew.",
    footerHeading = "Examples:%n",
    footer = {
      "  headgate reload --token-file token            and says what has changed, or what is wrong",
      "  headgate reload --token-file token --force    also where new nodes cannot serve yet",
      ""
    })
public final class ReloadCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the gateway's admin.token.")
  private @Nullable Path tokenFile;

  @Option(names = "--force", description = "Takes networks whose nodes cannot serve.")
  private boolean force;

  @Mixin private AdminOptions options = new AdminOptions();

  /** A command that prints there. */
  public ReloadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var client = options.client(tokenFile, terminal)) {
      var told = client.orderOrNot("/v1/reload?force=" + force);
      show(told);
      return switch (told.path("outcome").asString("")) {
        case "applied", "unchanged" -> ExitCode.OK;
        case "invalid" -> said("The configuration cannot be used.", ExitCode.CONFIG);
        case "refused" -> said("The configuration was not taken.", ExitCode.FAILURE);
        default ->
            throw new CommandFailure(
                ExitCode.FAILURE, told.path("error").asString("the answer names no outcome"));
      };
    }
  }

  private void show(ObjectNode told) {
    if (options.format() == OutputFormat.json) {
      terminal.print(told.toPrettyString());
    } else {
      told.path("lines").forEach(line -> terminal.print(AdminClient.harmless(line.asString(""))));
    }
  }

  private int said(String verdict, int code) {
    terminal.say(verdict);
    return code;
  }
}

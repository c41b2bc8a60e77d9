package headgate.cli.operate;

import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Table;
import headgate.cli.talk.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** An order to a running gateway, which can be tried without being carried out. */
abstract class Order implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the gateway's admin.token.")
  private @Nullable Path tokenFile;

  @Option(names = "--dry-run", description = "Only says what would be done.")
  private boolean dryRun;

  @Mixin private AdminOptions options = new AdminOptions();

  Order(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The order's path at the admin port, with a query that lacks only whether it is a dry run. */
  abstract String path(Roster roster);

  /** What was done, with a note behind the order's name. */
  abstract Table table(ObjectNode done, String note);

  /** What an operator should know of an order, empty for nothing. */
  abstract String warning(ObjectNode done);

  @Override
  public final Integer call() throws InterruptedException {
    try (var client = options.client(tokenFile, terminal)) {
      var path = path(Roster.of(client, options.network()));
      var done = client.order(path + "dryRun=" + dryRun);
      switch (options.format()) {
        case table -> table(done, dryRun ? " (not done)" : "").lines().forEach(terminal::print);
        case json -> terminal.print(done.toPrettyString());
      }
      var warning = warning(done);
      if (!warning.isEmpty()) {
        terminal.say(warning);
      }
      return ExitCode.OK;
    }
  }
}

package headgate.cli;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.OutputFormat;
import headgate.cli.talk.Table;
import headgate.cli.talk.Terminal;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.file.ConfigReading;
import headgate.gateway.observe.access.AccessLog;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code headgate check}: whether the file is right and, if asked, whether its nodes answer. */
@Command(
    name = "check",
    description = "Checks the configuration file and starts nothing.",
    footerHeading = "Examples:%n",
    footer = {
      "  headgate check                      ./headgate.yaml, with every mistake at once",
      "  headgate check -c prod.yaml --live  asks each node for its height as well",
      ""
    })
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration file; ./headgate.yaml unless named.")
  private @Nullable Path file;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The same without the option.")
  private @Nullable Path named;

  @Option(names = "--live", description = "Asks each node for its height.")
  private boolean live;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}.")
  private OutputFormat format = OutputFormat.table;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (file != null && named != null) {
      throw new CommandFailure(ExitCode.USAGE, "name one file, not two");
    }
    var source = new ConfigSource(terminal);
    return switch (source.read(source.file(named == null ? file : named))) {
      case ConfigReading.Valid(var config) -> valid(config);
      case ConfigReading.Invalid invalid -> invalid(invalid);
    };
  }

  private int valid(GatewayConfig config) throws InterruptedException {
    GatewayStart.provisioned(config).stop();
    var unwritable = AccessLog.refusal(config.accessLog());
    if (unwritable != null) {
      throw new CommandFailure(ExitCode.CONFIG, unwritable);
    }
    if (!live) {
      show(config);
      return ExitCode.OK;
    }
    Log.quieten(terminal);
    var result = LiveCheck.of(config);
    switch (format) {
      case table -> result.table().lines().forEach(terminal::print);
      case json -> terminal.print(result.json().toPrettyString());
    }
    return result.exitCode();
  }

  private void show(GatewayConfig config) {
    switch (format) {
      case table -> {
        var table = new Table("NETWORK", "CHAIN", "NODE", "ROLE", "URL");
        for (var network : config.networks()) {
          for (var node : network.nodes()) {
            var role = node.duty().role().label();
            table.row(network.name(), network.chain(), node.name(), role, shown(node.url()));
          }
        }
        table.lines().forEach(terminal::print);
        terminal.say("The configuration is right.");
      }
      case json -> terminal.print(verdict(true).toPrettyString());
    }
  }

  /** A base path may hold a key that came from a variable, and is not shown. */
  private static String shown(URI url) {
    var hasPath = url.getRawPath() != null && !url.getRawPath().isEmpty();
    return url.getScheme() + "://" + url.getRawAuthority() + (hasPath ? "/..." : "");
  }

  private int invalid(ConfigReading.Invalid invalid) {
    switch (format) {
      case table -> invalid.lines().forEach(terminal::print);
      case json -> {
        var verdict = verdict(false);
        var problems = verdict.putArray("problems");
        for (var problem : invalid.problems()) {
          problems
              .addObject()
              .put("file", invalid.source())
              .put("line", problem.at().line())
              .put("column", problem.at().column())
              .put("key", problem.path())
              .put("message", problem.message());
        }
        terminal.print(verdict.toPrettyString());
      }
    }
    terminal.say("The configuration cannot be used.");
    return ExitCode.CONFIG;
  }

  private static ObjectNode verdict(boolean valid) {
    return JsonMapper.shared().createObjectNode().put("valid", valid);
  }
}

package headgate.cli.operate;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Table;
import headgate.cli.talk.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code headgate explain}: what a running gateway would do with a call, and why. */
@Command(
    name = "explain",
    description =
        "Shows what a running gateway would do with a call, and why; the call is not made.",
    footerHeading = "Examples:%n",
    footer = {
      "  headgate explain icx_getLastBlock",
      "  headgate explain '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getTotalSupply\"}' -o json",
      ""
    })
public final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "CALL",
      description = "One JSON-RPC call, or only the name of a method without params.")
  private String call = "";

  @Mixin private AdminOptions options = new AdminOptions();

  /** A command that prints there. */
  public ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var client = options.client()) {
      var told = client.ask("/v1/networks/" + network(client) + "/explain", text());
      switch (options.format()) {
        case table -> show(told);
        case json -> terminal.print(told.toPrettyString());
      }
      return ExitCode.OK;
    }
  }

  private String text() {
    return call.matches("[A-Za-z0-9_.]+")
        ? JsonMapper.shared()
            .createObjectNode()
            .put("jsonrpc", "2.0")
            .put("id", 1)
            .put("method", call)
            .toString()
        : call;
  }

  private String network(AdminClient client) throws InterruptedException {
    var roster = Roster.of(client, options.network());
    if (roster.networks().size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "the gateway serves several networks: add --network");
    }
    return roster.networks().getFirst().path("name").asString("");
  }

  private void show(ObjectNode told) {
    var facts = new Table("KEY", "VALUE");
    told.propertyStream()
        .filter(each -> !each.getKey().equals("nodes"))
        .forEach(each ->
            facts.row(
                each.getKey(),
                each.getValue().isObject()
                    ? each.getValue().toString()
                    : each.getValue().asString("")));
    facts.lines().forEach(terminal::print);
    if (!told.path("nodes").isEmpty()) {
      terminal.print("");
      NodeTables.choices(told.path("nodes")).lines().forEach(terminal::print);
    }
  }
}

package headgate.cli.operate;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Table;
import headgate.cli.talk.Terminal;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code headgate explain}: what a running gateway would do with a call, or does, and why. */
@Command(
    name = "explain",
    description =
        "Shows what a running gateway would do with a call, and why; with --live it does it.",
    footerHeading = "Examples:%n",
    footer = {
      "  headgate explain icx_getLastBlock",
      "  headgate explain '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getTotalSupply\"}' -o json",
      "  headgate explain icx_getTotalSupply --live --token-file token",
      ""
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final int ANSWER_MAX = 2_000;

  /** What is shown below the other facts. */
  private static final Set<String> APART = Set.of("nodes", "tries", "answer");

  private final Terminal terminal;

  @Parameters(
      paramLabel = "CALL",
      description = "One JSON-RPC call, or only the name of a method without params.")
  private String call = "";

  @Option(
      names = "--live",
      description = "Makes the call, where it is a read, and shows its tries and its answer.")
  private boolean live;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the gateway's admin.token, which --live needs.")
  private @Nullable Path tokenFile;

  @Mixin private AdminOptions options = new AdminOptions();

  /** A command that prints there. */
  public ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var client = options.client(tokenFile, terminal)) {
      var path = "/v1/networks/" + network(client) + "/explain";
      var told = live ? client.ask(path + "?live=true", text()) : client.ask(path, text());
      switch (options.format()) {
        case table -> show(told);
        case json -> terminal.print(told.toPrettyString());
      }
      return live ? judged(told) : ExitCode.OK;
    }
  }

  /** A live call was worth its while where it has an answer, be it a node's error. */
  private int judged(ObjectNode told) {
    if (!told.path("sent").asBoolean(false)) {
      terminal.say("The call was not sent: " + whyNot(told));
      return ExitCode.FAILURE;
    }
    return told.has("reason") ? ExitCode.FAILURE : ExitCode.OK;
  }

  private static String whyNot(ObjectNode told) {
    return told.path("plan").asString("").equals("refused")
        ? told.path("rule").asString("")
        : "only reads are, so that nothing is changed by looking.";
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
        .filter(each -> !APART.contains(each.getKey()))
        .forEach(each -> facts.row(each.getKey(), shown(each.getValue())));
    facts.lines().forEach(terminal::print);
    print(NodeTables.choices(told.path("nodes")), told.path("nodes"));
    print(NodeTables.tries(told.path("tries")), told.path("tries"));
    if (told.has("answer")) {
      terminal.print("");
      terminal.print(bounded(told.path("answer").asString("")));
    }
  }

  private static String shown(JsonNode value) {
    return value.isObject() ? value.toString() : value.asString("");
  }

  private void print(Table table, JsonNode rows) {
    if (!rows.isEmpty()) {
      terminal.print("");
      table.lines().forEach(terminal::print);
    }
  }

  /** Nothing that a node says may move a cursor. */
  private static String bounded(String answer) {
    var plain = answer.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= ANSWER_MAX
        ? plain
        : plain.substring(0, ANSWER_MAX)
            + "... ("
            + answer.length()
            + " characters; -o json has more)";
  }
}

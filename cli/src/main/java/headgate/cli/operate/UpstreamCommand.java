package headgate.cli.operate;

import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Table;
import headgate.cli.talk.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code headgate upstream}: the nodes of a running gateway. */
@Command(
    name = "upstream",
    description = "Shows the nodes of a running gateway, and takes them out of use and back.",
    subcommands = {
      UpstreamCommand.Ls.class,
      UpstreamCommand.Show.class,
      UpstreamCommand.Drain.class,
      UpstreamCommand.Resume.class
    },
    footerHeading = "Examples:%n",
    footer = {
      "  headgate upstream ls                                 every node, its height and state",
      "  headgate upstream show node1 -o json                 all that is known of one",
      "  headgate upstream drain node1 --token-file token     it gets no more calls",
      "  headgate upstream resume node1 --token-file token    it is used again",
      ""
    })
public final class UpstreamCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Name one of: ls, show, drain, resume.");
    }
  }

  /** {@code headgate upstream ls}. */
  @Command(
      name = "ls",
      aliases = "list",
      description = "Shows every node.",
      footerHeading = "Examples:%n",
      footer = {"  headgate upstream ls", "  headgate upstream ls --network main -o json", ""})
  public static final class Ls implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private AdminOptions options = new AdminOptions();

    /** A command that prints there. */
    public Ls(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      try (var client = options.client()) {
        var roster = Roster.of(client, options.network());
        switch (options.format()) {
          case table -> NodeTables.of(roster).lines().forEach(terminal::print);
          case json -> terminal.print(json(roster).toPrettyString());
        }
        return ExitCode.OK;
      }
    }

    private static ObjectNode json(Roster roster) {
      var object = JsonMapper.shared().createObjectNode();
      var list = object.putArray("networks");
      roster.networks().forEach(list::add);
      return object;
    }
  }

  /** {@code headgate upstream show}. */
  @Command(
      name = "show",
      description = "Shows all that is known of a node.",
      footerHeading = "Examples:%n",
      footer = {"  headgate upstream show node1", "  headgate upstream show node1 -o json", ""})
  public static final class Show implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NODE", description = "The node's name in the configuration.")
    private String node = "";

    @Mixin private AdminOptions options = new AdminOptions();

    /** A command that prints there. */
    public Show(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      try (var client = options.client()) {
        var place = Roster.of(client, options.network()).node(node);
        switch (options.format()) {
          case table -> NodeTables.of(place).lines().forEach(terminal::print);
          case json -> terminal.print(json(place).toPrettyString());
        }
        return ExitCode.OK;
      }
    }

    private static ObjectNode json(Roster.Place place) {
      var object = JsonMapper.shared().createObjectNode().put("network", place.networkName());
      place.node().propertyStream().forEach(each -> object.set(each.getKey(), each.getValue()));
      return object;
    }
  }

  /** What {@code drain} and {@code resume} share. */
  abstract static class NodeOrder extends Order {
    private final String word;

    @Parameters(paramLabel = "NODE", description = "The node's name in the configuration.")
    private String node = "";

    NodeOrder(Terminal terminal, String word) {
      super(terminal);
      this.word = word;
    }

    @Override
    final String path(Roster roster) {
      return roster.node(node).path() + "/" + word + "?";
    }

    @Override
    final Table table(ObjectNode done, String note) {
      return new Table("NETWORK", "NODE", "ORDER", "WAS", "OTHERS UP")
          .row(
              done.path("network").asString(""),
              done.path("node").asString(""),
              word + note,
              done.path("stateBefore").asString(""),
              done.path("otherNodesUp").asLong(0));
    }

    @Override
    final String warning(ObjectNode done) {
      return word.equals("drain") && done.path("otherNodesUp").asLong(0) == 0
          ? "No other node is up: without this one the network answers no calls."
          : "";
    }
  }

  /** {@code headgate upstream drain}. */
  @Command(
      name = "drain",
      description = "Takes a node out of use: it ends its calls and gets no more.",
      footerHeading = "Examples:%n",
      footer = {
        "  headgate upstream drain node1 --token-file token",
        "  headgate upstream drain node1 --token-file token --dry-run",
        ""
      })
  public static final class Drain extends NodeOrder {
    /** A command that prints there. */
    public Drain(Terminal terminal) {
      super(terminal, "drain");
    }
  }

  /** {@code headgate upstream resume}. */
  @Command(
      name = "resume",
      description = "Takes a node into use again, out of quarantine too.",
      footerHeading = "Examples:%n",
      footer = {"  headgate upstream resume node1 --token-file token", ""})
  public static final class Resume extends NodeOrder {
    /** A command that prints there. */
    public Resume(Terminal terminal) {
      super(terminal, "resume");
    }
  }
}

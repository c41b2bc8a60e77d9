package headgate.cli.operate;

import headgate.cli.talk.Table;
import headgate.cli.talk.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code headgate caches}: what a running gateway keeps of answers. */
@Command(
    name = "caches",
    description = "Empties the caches of a running gateway.",
    subcommands = CachesCommand.Clear.class,
    footerHeading = "Examples:%n",
    footer = {
      "  headgate caches clear --token-file token    ask the nodes for everything anew",
      ""
    })
public final class CachesCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Name what to do: clear.");
    }
  }

  /** {@code headgate caches clear}. */
  @Command(
      name = "clear",
      description = "Empties every cache of a network, of what holds for ever too.",
      footerHeading = "Examples:%n",
      footer = {
        "  headgate caches clear --token-file token --dry-run",
        "  headgate caches clear --token-file token --network main",
        ""
      })
  public static final class Clear extends NetworkOrder {
    /** A command that prints there. */
    public Clear(Terminal terminal) {
      super(terminal);
    }

    @Override
    String path() {
      return "caches/clear?";
    }

    @Override
    Table table(ObjectNode done, String note) {
      return new Table("NETWORK", "ORDER", "ANSWERS", "BYTES")
          .row(
              done.path("network").asString(""),
              "clear" + note,
              done.path("entriesBefore").asLong(0),
              done.path("bytesBefore").asLong(0));
    }

    @Override
    String warning(ObjectNode done) {
      return "";
    }
  }
}

package headgate.cli.operate;

import headgate.cli.talk.Table;
import headgate.cli.talk.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.node.ObjectNode;

/** {@code headgate head}: the serving height of a running gateway. */
@Command(
    name = "head",
    description = "Lowers the serving height of a running gateway, which nothing else does.",
    subcommands = HeadCommand.Lower.class,
    footerHeading = "Examples:%n",
    footer = {
      "  headgate upstream ls                                             how far the nodes are",
      "  headgate head lower --from 20040 --to 20012 --token-file token   answer as of block 20012",
      ""
    })
public final class HeadCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Name what to do: lower.");
    }
  }

  /** A height, as status pages write it. */
  static final class Height implements ITypeConverter<Long> {
    private static final String FORM = "[0-9]{1,18}";

    @Override
    public Long convert(String text) {
      if (!text.matches(FORM)) {
        throw new TypeConversionException("a height is a whole number, for example 107700000");
      }
      return Long.valueOf(text);
    }
  }

  /** {@code headgate head lower}. */
  @Command(
      name = "lower",
      description =
          "Lowers the serving height of a network and empties its caches, where no honest node has"
              + " its height. Nodes that agree on more raise it again at once.",
      footerHeading = "Examples:%n",
      footer = {
        "  headgate head lower --from 20040 --to 20012 --token-file token --dry-run",
        "  headgate head lower --from 20040 --to 20012 --token-file token --network main",
        ""
      })
  public static final class Lower extends NetworkOrder {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "HEIGHT",
        converter = Height.class,
        description = "The serving height as it is now; with another one nothing is done.")
    private long before;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "HEIGHT",
        converter = Height.class,
        description = "The new one, which has to be lower.")
    private long after;

    /** A command that prints there. */
    public Lower(Terminal terminal) {
      super(terminal);
    }

    @Override
    String path() {
      return "head/lower?from=" + before + "&to=" + after + "&";
    }

    @Override
    Table table(ObjectNode done, String note) {
      return new Table("NETWORK", "ORDER", "WAS", "IS", "NODES ABOVE")
          .row(
              done.path("network").asString(""),
              "lower" + note,
              done.path("servingHeightBefore").asLong(-1),
              done.path("servingHeight").asLong(-1),
              done.path("nodesAbove").asLong(0));
    }

    @Override
    String warning(ObjectNode done) {
      var above = done.path("nodesAbove").asLong(0);
      return above == 0
          ? ""
          : "Nodes that report more: " + above + ". Those that agree raise the height again.";
    }
  }
}

package headgate.cli;

import headgate.chain.ChainProfile;
import headgate.chain.ChainProfiles;
import headgate.chain.method.MethodProfile;
import headgate.chain.yaml.InvalidYaml;
import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Table;
import headgate.cli.talk.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code headgate chain}: the profiles that say how a chain is spoken. */
@Command(
    name = "chain",
    description = "Shows and checks chain profiles.",
    subcommands = {ChainCommand.Show.class, ChainCommand.Validate.class},
    footerHeading = "Examples:%n",
    footer = {
      "  headgate chain show icon                 the methods of a profile",
      "  headgate chain show evm -o yaml          its text, to start your own from",
      "  headgate chain validate my.yaml          every mistake with line and column",
      ""
    })
final class ChainCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Name one of: show, validate.");
    }
  }

  /** The forms of {@code chain show}. */
  enum ProfileFormat {
    /** The methods in columns. */
    table,
    /** The methods for programs. */
    json,
    /** The profile's own text. */
    yaml
  }

  /** {@code headgate chain show}. */
  @Command(
      name = "show",
      description = "Shows a profile that comes with Headgate.",
      footerHeading = "Examples:%n",
      footer = {"  headgate chain show icon", "  headgate chain show evm -o yaml", ""})
  static final class Show implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "icon or evm.")
    private String name = "";

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FORMAT",
        description = "${COMPLETION-CANDIDATES}.")
    private ProfileFormat format = ProfileFormat.table;

    Show(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      try {
        terminal.print(shown().stripTrailing());
        return ExitCode.OK;
      } catch (IllegalArgumentException unknown) {
        throw new CommandFailure(ExitCode.USAGE, String.valueOf(unknown.getMessage()), unknown);
      }
    }

    private String shown() {
      return switch (format) {
        case yaml -> ChainProfiles.builtInText(name);
        case table -> table(ChainProfiles.builtIn(name));
        case json -> json(ChainProfiles.builtIn(name));
      };
    }

    private static String table(ChainProfile profile) {
      var table = new Table("METHOD", "CLASS", "CACHE", "PINNED", "LANE", "DEADLINE", "WEIGHT");
      for (var method : profile.methods().all()) {
        table.row(
            method.name(),
            word(method.methodClass()),
            word(method.scope()),
            method.pinned() || method.pinnedAs() != null ? "yes" : "",
            word(method.lane()),
            method.deadline().toMillis() + " ms",
            method.weight());
      }
      return String.join("\n", table.lines());
    }

    private static String json(ChainProfile profile) {
      var object = JsonMapper.shared().createObjectNode().put("name", profile.name());
      var networks = object.putArray("networks");
      profile
          .networks()
          .values()
          .forEach(network ->
              networks.addObject().put("name", network.name()).put("nid", network.nid()));
      var methods = object.putArray("methods");
      profile.methods().all().forEach(method -> methods.add(json(method)));
      return object.toPrettyString();
    }

    private static ObjectNode json(MethodProfile method) {
      return JsonMapper.shared()
          .createObjectNode()
          .put("name", method.name())
          .put("class", word(method.methodClass()))
          .put("cache", word(method.scope()))
          .put("pinned", method.pinned() || method.pinnedAs() != null)
          .put("lane", word(method.lane()))
          .put("deadlineMillis", method.deadline().toMillis())
          .put("weight", method.weight());
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** {@code headgate chain validate}. */
  @Command(
      name = "validate",
      description = "Checks a profile of your own.",
      footerHeading = "Examples:%n",
      footer = {"  headgate chain validate my.yaml", ""})
  static final class Validate implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The profile.")
    private Path file = Path.of("");

    Validate(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      try {
        var profile = ChainProfiles.load(terminal.folder().resolve(file));
        terminal.print(
            file
                + ": right: chain "
                + profile.name()
                + ", "
                + profile.methods().size()
                + " methods, "
                + profile.networks().size()
                + " networks");
        return ExitCode.OK;
      } catch (InvalidYaml invalid) {
        terminal.print(String.valueOf(invalid.getMessage()));
        return ExitCode.CONFIG;
      } catch (IOException unreadable) {
        throw new CommandFailure(ExitCode.CONFIG, file + " cannot be read", unreadable);
      }
    }
  }
}

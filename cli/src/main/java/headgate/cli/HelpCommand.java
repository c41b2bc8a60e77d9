package headgate.cli;

import headgate.cli.talk.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code headgate help}: what {@code --help} behind a command shows. */
@Command(
    name = "help",
    description = "Shows the help of a command.",
    footerHeading = "Examples:%n",
    footer = {"  headgate help serve", "  headgate help chain show", ""})
final class HelpCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "A command's name.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).parent().commandLine();
    for (var name : names) {
      var next = line.getSubcommands().get(name);
      if (next == null) {
        throw unknown(line, name);
      }
      line = next;
    }
    line.usage(line.getOut());
    return ExitCode.OK;
  }

  private static ParameterException unknown(CommandLine line, String name) {
    var near = new UnmatchedArgumentException(line, List.of(name)).getSuggestions();
    var hint = near.isEmpty() ? "" : ". Did you mean: " + String.join(" or ", near) + "?";
    return new ParameterException(line, "there is no command '" + name + "'" + hint);
  }
}

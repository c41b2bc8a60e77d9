package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.cli.demo.Scenario;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the command line names every command, exit code and scenario there is. */
class CommandLinePageTest {
  @Test
  void everyCommandStandsThere() throws IOException {
    var nothing = new PrintWriter(Writer.nullWriter());
    var terminal = new Terminal(nothing, nothing, Map.of(), Path.of(""), false, new AtOnce());
    assertThat(found("\\| `headgate (\\w+)").stream().distinct())
        .containsExactlyInAnyOrderElementsOf(
            HeadgateCommand.commandLine(terminal).getSubcommands().keySet());
  }

  @Test
  void everyExitCodeStandsThere() throws IOException {
    var codes =
        Arrays.stream(ExitCode.class.getDeclaredFields())
            .filter(field -> Modifier.isPublic(field.getModifiers()))
            .map(CommandLinePageTest::value)
            .toList();
    assertThat(found("\\| (\\d+) \\|")).containsExactlyElementsOf(codes);
  }

  @Test
  void everyScenarioButTheHiddenOneStandsThere() throws IOException {
    var names =
        Arrays.stream(Scenario.values())
            .filter(scenario -> scenario != Scenario.REFUSE)
            .map(scenario -> scenario.name().toLowerCase(Locale.ROOT))
            .toList();
    var rows = found("\\| `(lag|stall|halt|liar|flap|sync|freeze|refuse)` \\|[^|\n]+\\|[^|\n]+\\|");
    assertThat(rows).containsExactlyElementsOf(names);
  }

  private static List<String> found(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(page())
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  private static String value(Field field) {
    try {
      return String.valueOf(field.getInt(null));
    } catch (IllegalAccessException impossible) {
      throw new LinkageError("a public constant", impossible);
    }
  }

  private static String page() throws IOException {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("docs/command-line.md"))
        && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return Files.readString(folder.resolve("docs/command-line.md"));
  }
}

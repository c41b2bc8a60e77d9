package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class HeadgateCommandTest {
  @TempDir private Path folder;
  private CommandLineHarness headgate = new CommandLineHarness(Path.of(""));

  @BeforeEach
  void makeHarness() {
    headgate = new CommandLineHarness(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve --help",
        "check -h",
        "demo --help",
        "chain --help",
        "chain show --help",
        "chain validate --help",
        "health --help",
        "explain --help",
        "upstream --help",
        "upstream ls --help",
        "upstream show --help",
        "upstream drain --help",
        "upstream resume --help",
        "head --help",
        "head lower --help",
        "caches --help",
        "caches clear --help",
        "version --help",
        "help --help",
        "help",
        "help serve",
        "help chain show"
      })
  void helpBeginsWithExamplesOnTheStandardOutput(String line) {
    assertThat(headgate.run(line.split(" "))).isZero();
    assertThat(headgate.out()).startsWith("Examples:\n  headgate ").contains("Usage: headgate");
    assertThat(headgate.err()).isEmpty();
    assertThat(headgate.out().lines()).allMatch(text -> text.length() <= 100);
  }

  @Test
  void noCommandIsAMistakeAndShowsTheHelp() {
    assertThat(headgate.run()).isEqualTo(2);
    assertThat(headgate.err()).startsWith("Name a command.").contains("Examples:");
    assertThat(headgate.out()).isEmpty();
  }

  @Test
  void chainNeedsASubcommand() {
    assertThat(headgate.run("chain")).isEqualTo(2);
    assertThat(headgate.err()).startsWith("Name one of: show, validate.");
  }

  @ParameterizedTest
  @CsvSource({"srve, headgate serve", "chekc, headgate check", "demmo, headgate demo"})
  void aMistypedCommandIsAnsweredWithTheNearestOne(String typed, String meant) {
    assertThat(headgate.run(typed)).isEqualTo(2);
    assertThat(headgate.err()).contains("Did you mean: ").contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve --lisen 1",
        "serve --listen nowhere http://a",
        "serve --listen :99999 http://a",
        "serve -c a.yaml http://a",
        "serve --chain icon",
        "demo --seconds 0",
        "demo --seconds 3601",
        "demo --scenario flood",
        "check --output xml",
        "version extra",
        "help srve",
        "help chain shwo"
      })
  void whatCannotBeUnderstoodEndsWithTwo(String line) {
    assertThat(headgate.run(line.split(" "))).isEqualTo(2);
    assertThat(headgate.err()).isNotEmpty();
    assertThat(headgate.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "help srve | there is no command 'srve'. Did you mean: serve",
        "help chain shwo | Did you mean: show",
        "serve --listen :99999 http://a | a port is 0 to 65535",
        "head lower --from 1 --to x | a height is a whole number",
        "demo --seconds 0 | write 1 to 3600",
        "check a.yaml -c b.yaml | name one file, not two"
      })
  void whatCannotBeUnderstoodIsALineOrTwo(String line, String said) {
    assertThat(headgate.run(line.split(" "))).isEqualTo(2);
    assertThat(headgate.err()).contains(said).doesNotContain("Usage:", "2147483647");
    assertThat(headgate.err().lines().count()).isLessThanOrEqualTo(3);
  }

  @Test
  void theFileOfACheckNeedsNoOption() {
    assertThat(headgate.run("check", "no-such.yaml")).isEqualTo(3);
    assertThat(headgate.err() + headgate.out()).contains("no-such.yaml", "there is no such file");
  }

  @Test
  void theVersionIsData() {
    assertThat(headgate.run("version")).isZero();
    assertThat(headgate.out()).startsWith("headgate ").contains(", Java 25");
    assertThat(headgate.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void theVersionIsAnOptionToo(String option) {
    assertThat(headgate.run(option)).isZero();
    var shown = headgate.out();
    assertThat(headgate.run("version")).isZero();
    assertThat(headgate.out()).isEqualTo(shown + shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOUD", "FALSE", "info,debug", " "})
  void aLevelOfTheLogThatThereIsNotIsAMistake(String level) {
    assertThat(headgate.log(level).run("version")).isEqualTo(2);
    assertThat(headgate.err())
        .isEqualTo(
            "headgate: the environment variable HEADGATE_LOG must be one of OFF, ERROR, WARN, INFO,"
                + " DEBUG\n");
    assertThat(headgate.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OFF", "WARN", "debug"})
  void aLevelOfTheLogIsTakenInEitherCase(String level) {
    assertThat(headgate.log(level).run("version")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "chain show icon", "--help", "help serve"})
  void dataThatCannotBeWrittenIsAFailure(String line) {
    assertThat(headgate.onto(new FullDisk()).run(line.split(" "))).isEqualTo(1);
    assertThat(headgate.err()).isEqualTo("headgate: the output cannot be written\n");
  }

  /** Takes nothing. */
  private static final class FullDisk extends Writer {
    @Override
    public void write(char[] characters, int from, int count) throws IOException {
      throw new IOException("no space left");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void theVersionIsThereForPrograms() {
    assertThat(headgate.run("version", "-o", "json")).isZero();
    var version = JsonMapper.shared().readTree(headgate.out());
    assertThat(List.copyOf(version.propertyNames())).containsExactly("headgate", "java");
  }

  @Test
  void nothingIsColouredWhereNobodyWatches() {
    headgate.run("--help");
    assertThat(headgate.out()).doesNotContain("\u001b");
  }
}

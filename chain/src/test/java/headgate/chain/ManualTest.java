package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.error.ErrorMeaning;
import headgate.chain.yaml.RecordShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/chain-profiles.md against the records: no key more, none less, the same defaults. */
class ManualTest {

  private static final Path MANUAL = Path.of("..", "docs", "chain-profiles.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  private record Row(String key, String otherwise) {}

  static List<Map.Entry<String, RecordShape>> shapes() {
    return List.copyOf(ProfileKeys.shapes().entrySet());
  }

  private static String manual() throws IOException {
    return Files.readString(MANUAL);
  }

  /** The tables of keys, by the heading above them; the file's own has the empty name. */
  private static SequencedMap<String, List<Row>> tables() throws IOException {
    var tables = new LinkedHashMap<String, List<Row>>();
    var heading = "";
    for (var line : manual().lines().toList()) {
      if (line.startsWith("#")) {
        heading = line.replaceFirst("#+ ", "").replace("The file", "");
      } else if (line.startsWith("| `") && line.split("\\|").length == 5 && isKeys(line)) {
        var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        tables
            .computeIfAbsent(heading, _ -> new ArrayList<>())
            .add(new Row(cells.get(1).replace("`", ""), cells.get(3)));
      }
    }
    return tables;
  }

  /** The words of errors stand in a table of their own, whose last columns say yes or no. */
  private static boolean isKeys(String line) {
    return !line.matches(".*\\| (yes|no) \\| (yes|no) \\|");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyKeyIsExplainedWithItsDefault(Map.Entry<String, RecordShape> record) throws IOException {
    var expected = record.getValue().slots().stream().map(ManualTest::row).toList();
    assertThat(tables().get(record.getKey())).isEqualTo(expected);
  }

  @Test
  void nothingElseIsExplained() throws IOException {
    assertThat(tables().keySet())
        .containsExactlyInAnyOrderElementsOf(ProfileKeys.shapes().keySet());
  }

  @Test
  void everyWordOfTheFileIsExplained() throws IOException {
    var manual = manual();
    assertThat(ProfileKeys.words()).hasSizeGreaterThan(6);
    assertThat(ProfileKeys.words().stream().flatMap(type -> Arrays.stream(constants(type))))
        .allMatch(word -> manual.contains("`" + word + "`"));
  }

  @Test
  void theTableOfMeaningsIsTheOneInTheCode() throws IOException {
    var manual = manual();
    for (var meaning : ErrorMeaning.values()) {
      var row =
          Pattern.compile(
              "(?m)^\\| `" + written(meaning) + "` \\|.*\\| (yes|no) \\| (yes|no) \\|$");
      assertThat(row.matcher(manual).results())
          .singleElement()
          .satisfies(match -> {
            assertThat(match.group(1)).isEqualTo(meaning.asksElsewhere() ? "yes" : "no");
            assertThat(match.group(2)).isEqualTo(meaning.countsAgainstNode() ? "yes" : "no");
          });
    }
  }

  @Test
  void theExampleIsAProfile() throws IOException {
    var examples = EXAMPLE.matcher(manual()).results().map(match -> match.group(1)).toList();
    assertThat(examples).hasSize(1);
    assertThat(ChainProfiles.parse("example", examples.getFirst()).methods().size()).isEqualTo(4);
  }

  private static Row row(RecordShape.Slot slot) {
    var otherwise = slot.defaultText();
    if (otherwise == null) {
      return new Row(slot.key(), "required");
    }
    return new Row(slot.key(), otherwise.equals("null") ? "none" : "`" + otherwise + "`");
  }

  private static String[] constants(Class<?> type) {
    return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
        .map(constant -> written((Enum<?>) constant))
        .toArray(String[]::new);
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

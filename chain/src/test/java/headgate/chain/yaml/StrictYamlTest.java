package headgate.chain.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrictYamlTest {

  enum Colour {
    RED,
    DARK_GREEN
  }

  record Inner(int weight, @Default("null") @Nullable String note) {
    Inner {
      if (weight == 13) {
        throw new InvalidKey("weight", "must not be 13");
      }
      if (weight == 14) {
        throw new IllegalArgumentException("no inner weighs 14");
      }
    }
  }

  record Outer(
      String name,
      @Default("2s") Duration pause,
      @Default("1MiB") ByteSize size,
      @Default("7") long count,
      @Default("0.5") double share,
      @Default("false") boolean loud,
      @Key("class") @Default("dark-green") Colour colour,
      @Default("[]") List<Inner> inners,
      @Default("[red]") Set<Colour> colours,
      @Default("{a: 1}") Map<String, Integer> sizes,
      @Default("null") @Nullable Inner one) {}

  private static final StrictYaml YAML = StrictYaml.standard();

  private static Outer read(String text) {
    return YAML.read("test.yaml", text.getBytes(StandardCharsets.UTF_8), Outer.class);
  }

  @Test
  void aKeyLeftOutTakesItsDefault() {
    assertThat(read("name: x"))
        .isEqualTo(
            new Outer(
                "x",
                Duration.ofSeconds(2),
                new ByteSize(1 << 20),
                7,
                0.5,
                false,
                Colour.DARK_GREEN,
                List.of(),
                Set.of(Colour.RED),
                Map.of("a", 1),
                null));
  }

  @Test
  void everyKeyOfTheFileReachesTheRecord() {
    var text =
        """
        name: "3"
        pause: 1500ms
        size: 3KiB
        count: -9
        share: 1.25
        loud: true
        class: red
        inners: [{weight: 1}, {weight: 2, note: two}]
        colours: [dark-green, red]
        sizes: {b: 2, c: 3}
        one: {weight: 3, note: null}
        """;
    assertThat(read(text))
        .isEqualTo(
            new Outer(
                "3",
                Duration.ofMillis(1500),
                new ByteSize(3072),
                -9,
                1.25,
                true,
                Colour.RED,
                List.of(new Inner(1, null), new Inner(2, "two")),
                Set.of(Colour.DARK_GREEN, Colour.RED),
                Map.of("b", 2, "c", 3),
                new Inner(3, null)));
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of("", "1:1: the file is empty"),
        Arguments.of("# nothing\n", "1:1: the file is empty"),
        Arguments.of("name: x\nlod: true\n", "2:1: lod: unknown key, did you mean \"loud\"?"),
        Arguments.of(
            "name: x\none: {wait: 1, weight: 2, zzzzzzz: 1}",
            "2:7: one.wait: unknown key; known are weight, note"
                + "|2:27: one.zzzzzzz: unknown key; known are weight, note"),
        Arguments.of("loud: true\n", "1:1: key \"name\" is missing"),
        Arguments.of("name: x\none: {}\n", "2:6: one: key \"weight\" is missing"),
        Arguments.of("name:\n", "1:6: name: must not be empty"),
        Arguments.of("name: null\n", "1:7: name: must not be empty"),
        Arguments.of("name: [x]\n", "1:7: name: has to be a single value"),
        Arguments.of("name: x\ninners: 3\n", "2:9: inners: has to be a list"),
        Arguments.of("name: x\nsizes: 3\n", "2:8: sizes: has to be a map of keys and values"),
        Arguments.of("name: x\none: 3\n", "2:6: one: has to be a map with the keys weight, note"),
        Arguments.of("name: x\ncount: \"3\"\n", "2:8: count: \"3\" is not a whole number"),
        Arguments.of("name: x\ncount: 03\n", "2:8: count: \"03\" is not a whole number"),
        Arguments.of("name: x\ncount: 1.5\n", "2:8: count: \"1.5\" is not a whole number"),
        Arguments.of(
            "name: x\ncount: 9999999999999999999\n",
            "2:8: count: 9999999999999999999 is too large a number"),
        Arguments.of(
            "name: x\none: {weight: 2147483648}\n",
            "2:15: one.weight: 2147483648 is too large a number"),
        Arguments.of("name: x\nshare: much\n", "2:8: share: \"much\" is not a number"),
        Arguments.of("name: x\nloud: yes\n", "2:7: loud: \"yes\" is neither true nor false"),
        Arguments.of("name: x\nloud: \"true\"\n", "2:7: loud: \"true\" is neither true nor false"),
        Arguments.of(
            "name: x\npause: 2 s\n",
            "2:8: pause: \"2 s\" is not a duration: write a whole number and ms, s, m, h or d"),
        Arguments.of(
            "name: x\nsize: 2MB\n",
            "2:7: size: \"2MB\" is not a size: write a whole number and B, KiB, MiB or GiB"),
        Arguments.of(
            "name: x\nclass: dark-gren\n",
            "2:8: class: \"dark-gren\" is none of red, dark-green, did you mean \"dark-green\"?"),
        Arguments.of(
            "name: x\nclass: RED\n",
            "2:8: class: \"RED\" is none of red, dark-green, did you mean \"red\"?"),
        Arguments.of("name: x\ncolours: [red, red]\n", "2:10: colours: names something twice"),
        Arguments.of(
            "name: x\ninners:\n  - {weight: 1}\n  - {weight: x}\n",
            "4:14: inners[1].weight: \"x\" is not a whole number"),
        Arguments.of("name: x\none: {weight: 13}\n", "2:15: one.weight: must not be 13"),
        Arguments.of("name: x\none: {weight: 14}\n", "2:6: one: no inner weighs 14"),
        Arguments.of(
            "name: x\nloud: true\nname: y\n", "3:1: key \"name\" stands already in line 1"),
        Arguments.of(
            "name: &n x\none: *n\n", "2:6: aliases (*name) are not taken: write the value out"),
        Arguments.of("name: !!str x\n", "1:7: tags (!name) are not taken"),
        Arguments.of("name: x\n---\nname: y\n", "3:1: a file holds one document only"),
        Arguments.of("name: [1\nb: 2\n", "2:2: expected ',' or ']', but got :"),
        Arguments.of("name: a: b\n", "1:8: mapping values are not allowed here"),
        Arguments.of("name: \"\\q\"\n", "1:9: found unknown escape character q(113)"),
        Arguments.of("? [a]\n: b\n", "1:4: a key has to be a single value"),
        Arguments.of("name: \u0000\n", "1:1: special characters are not allowed"),
        Arguments.of("[".repeat(40), "1:33: nested deeper than 32 levels"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aMistakeIsToldWithItsPlace(String text, String problems) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            InvalidYaml.class,
            refusal ->
                assertThat(
                        refusal.problems().stream()
                            .map(YamlProblem::toString)
                            .collect(Collectors.joining("|")))
                    .isEqualTo(problems));
  }

  @Test
  void theMessageHasOneLinePerProblemWithTheFilesName() {
    assertThatThrownBy(() -> read("name: x\ncount: a\nloud: b\n"))
        .hasMessage(
            "test.yaml:2:8: count: \"a\" is not a whole number\n"
                + "test.yaml:3:7: loud: \"b\" is neither true nor false");
  }

  @Test
  void noMoreThanTwentyProblemsAreTold() {
    var text =
        IntStream.range(0, 30)
            .mapToObj(index -> "key" + index + ": 1\n")
            .collect(Collectors.joining());
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            InvalidYaml.class, refusal -> assertThat(refusal.problems()).hasSize(20));
  }

  @Test
  void aFileOfMoreThanOneMebibyteIsRefused() {
    assertThatThrownBy(() -> read("name: x\n#" + "x".repeat(StrictYaml.FILE_BYTES_MAX)))
        .hasMessage("test.yaml:1:1: the file is larger than 1 MiB");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() {
    assertThatThrownBy(() -> YAML.read("test.yaml", new byte[] {'a', (byte) 0xff}, Outer.class))
        .hasMessage("test.yaml:1:1: the file is not UTF-8");
  }

  @Test
  void aFileIsReadFromDisk(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("outer.yaml"), "name: x\n");
    assertThat(YAML.read(file, Outer.class).name()).isEqualTo("x");
  }

  @Test
  void variablesAreReplacedInValuesAndReadAsIfTheyStoodThere() {
    var reader =
        YAML.withVariables(text -> text.replace("${COUNT}", "12").replace("${LOUD}", "true"));
    var text = "name: a${COUNT}\ncount: ${COUNT}\nloud: ${LOUD}\n";
    var outer = reader.read("test.yaml", text.getBytes(StandardCharsets.UTF_8), Outer.class);
    assertThat(outer.name()).isEqualTo("a12");
    assertThat(outer.count()).isEqualTo(12);
    assertThat(outer.loud()).isTrue();
  }

  @Test
  void aVariableThatIsNotSetIsAProblemAtItsPlace() {
    var reader =
        YAML.withVariables(text -> {
          if (text.contains("${")) {
            throw new IllegalArgumentException("the variable is not set");
          }
          return text;
        });
    var bytes = "name: ${NO}\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> reader.read("test.yaml", bytes, Outer.class))
        .hasMessage("test.yaml:1:7: name: the variable is not set");
  }

  @Test
  void aTreeCanBeLookedAtBeforeARecordIsChosen() {
    var tree = YAML.tree("test.yaml", "name: x\nloud: true\n".getBytes(StandardCharsets.UTF_8));
    assertThat(tree)
        .isInstanceOfSatisfying(
            YamlMap.class, map -> assertThat(map.entries()).containsOnlyKeys("name", "loud"));
    assertThat(YAML.bind("test.yaml", tree, Outer.class).loud()).isTrue();
  }
}

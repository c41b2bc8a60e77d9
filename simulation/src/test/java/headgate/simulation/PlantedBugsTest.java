package headgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That {@code ./verify mutants} has something to plant; whether it is found out is seen there. */
class PlantedBugsTest {
  private static List<PlantedBug> bugs() {
    return PlantedBug.all();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void eachFitsTheSources(PlantedBug bug) {
    assertThat(bug.misfits()).isEmpty();
  }

  @Test
  void eachOfTheFirstSixPromisesIsBrokenByOne() {
    var broken = bugs().stream().map(bug -> bug.promise().substring(0, 1));

    assertThat(broken).contains("1", "2", "3", "4", "5", "6");
  }

  @Test
  void allAreListedWithTheirSeeds() {
    var listed =
        PlantedBug.lines("docs/simulation.md").stream()
            .dropWhile(line -> !line.equals("## Planted bugs"))
            .filter(line -> line.startsWith("| `"));

    assertThat(listed).containsExactlyElementsOf(bugs().stream().map(PlantedBug::row).toList());
  }
}

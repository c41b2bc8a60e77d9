package headgate.acceptance.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What docs/requirements.md and docs/promises.md name exists: every asked line, test and command.
 */
class RequirementsTest {
  private static final List<String> ASKED =
      List.of(
          "Supports routing and micro caching by decomposing JSON-RPC payload",
          "provides JSON-RPC reverse proxy server",
          "separation according to read/write method",
          "structure to support the micro caching (1 second)",
          "IP based ACL",
          "dynamic ACL based on the validator list (P-Rep)",
          "support web-socket",
          "health checking logic for upstream",
          "distributed service environment based on geo-routing (more than 3 continents)",
          "response speed of less than 100 ms in any region",
          "dockerize it so that the community can easily use it",
          "scalable and capable of real-time analysis of JSON-RPC statistics by method"
              + " (getBalance, icx_sendTransaction, getDelegation, ...)",
          "redundancy plan for HA",
          "plan to respond to a DDoS attack",
          "plan to test the service",
          "open source",
          "the entire architecture diagram");

  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern COMMAND =
      Pattern.compile(
          "`\\./(verify (quick|unit|architecture|acceptance|demo|image|long)|headgate (demo|serve).*)`");

  private static final List<Row> ROWS = rows();

  private record Row(String asked, String part, String proof, String command) {
    boolean notYet() {
      return proof.equals("not yet");
    }
  }

  @Test
  void everyLineIsQuotedOnceInItsOrder() {
    assertThat(ROWS).extracting(Row::asked).containsExactlyElementsOf(ASKED);
  }

  @Test
  void everyProofNamesTestsThatExist() {
    assertThat(ROWS)
        .filteredOn(row -> !row.notYet())
        .isNotEmpty()
        .allSatisfy(row -> {
          assertThat(row.part()).isNotBlank();
          assertThat(TEST.matcher(row.proof()).results())
              .isNotEmpty()
              .allMatch(named -> House.testExists(named.group(1), named.group(2)));
        });
  }

  @Test
  void everyProofHasACommand() {
    assertThat(ROWS)
        .allMatch(row ->
            row.notYet() ? row.command().isEmpty() : row.command().matches(COMMAND.pattern()));
  }

  @Test
  void everyPromiseNamesTestsThatExistOrSaysWhyThereIsNone() {
    var proofs =
        House.text(Path.of("docs/promises.md"))
            .lines()
            .filter(line -> line.startsWith("| ") && !line.equals("| Promise | Proof |"))
            .filter(line -> !line.equals("| Rule | Proof |"))
            .map(line -> line.split("\\|", -1))
            .toList();

    assertThat(proofs).hasSizeGreaterThan(40).allMatch(cells -> cells.length == 4);
    assertThat(proofs)
        .allSatisfy(cells -> {
          var proof = cells[2].strip();
          if (!proof.matches("not (yet|testable): \\w.+")) {
            assertThat(TEST.matcher(proof).results())
                .as(cells[1])
                .isNotEmpty()
                .allMatch(named -> House.testExists(named.group(1), named.group(2)));
          }
        });
  }

  @Test
  void theLicenceIsApache2() {
    assertThat(House.text(Path.of("LICENSE"))).contains("Apache License", "Version 2.0");
    assertThat(House.text(Path.of("pom.xml"))).contains("<name>Apache-2.0</name>");
  }

  @Test
  void theArchitectureHasAPicture() {
    var stages = List.of("listen", "decompose", "admit", "route", "cache", "upstream", "recombine");
    var picture = House.text(Path.of("docs/architecture.md")).split("```", -1)[1];

    assertThat(stages).allMatch(picture::contains);
  }

  private static List<Row> rows() {
    return House.text(Path.of("docs/requirements.md"))
        .lines()
        .map(RequirementsTest::row)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Row> row(String line) {
    var cells = List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
    if (cells.size() != 6 || !cells.get(1).startsWith("\"")) {
      return Optional.empty();
    }
    var asked = cells.get(1).substring(1, cells.get(1).length() - 1);
    return Optional.of(new Row(asked, cells.get(2), cells.get(3), cells.get(4)));
  }
}

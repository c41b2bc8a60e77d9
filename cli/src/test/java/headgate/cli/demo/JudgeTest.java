package headgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.cli.demo.DemoReport.Callers;
import headgate.cli.demo.DemoReport.NodeFate;
import headgate.cli.demo.Judge.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
  private static final Callers CONTENT = new Callers(100, 0, 5, 5, 0, List.of());

  @Test
  void allIsWell() {
    assertThat(findings(Scenario.LAG, "up", "lagging", "up")).isEmpty();
    assertThat(findings(Scenario.HALT, "up")).isEmpty();
    assertThat(findings(Scenario.SYNC, "syncing", "lagging", "up")).isEmpty();
    assertThat(findings(Scenario.FLAP, "up", "down", "up", "down", "up")).isEmpty();
    assertThat(findings(Scenario.LIAR, "up", "ahead", "up")).isEmpty();
  }

  @Test
  void aWriteWhoseOutcomeIsUnknownIsNoFailure() {
    var callers = new Callers(100, 0, 5, 3, 2, List.of());
    assertThat(Judge.findings(Scenario.HALT, evidence(callers, 10, 0, "up"))).isEmpty();
  }

  @Test
  void everyFailureIsFound() {
    var callers = new Callers(100, 2, 5, 5, 0, List.of("why"));
    assertThat(Judge.findings(Scenario.LAG, evidence(callers, 0, 1, "up", "down")))
        .containsExactly(
            "2 of 100 reads failed",
            "1 writes reached nodes more than once",
            "no call was answered from the cache",
            "the third node was never left out",
            "the third node was not taken back");
  }

  @Test
  void whatTheGatewayHeldToBeTrueAndWasNotIsFound() {
    var odd = new Evidence(CONTENT, 1, 0, third("up"), List.of("the serving height fell"));
    assertThat(Judge.findings(Scenario.HALT, odd)).containsExactly("the serving height fell");
    assertThat(Judge.harm(odd)).containsExactly("the serving height fell");
  }

  @ParameterizedTest
  @EnumSource(
      value = Scenario.class,
      names = {"LAG", "LIAR", "FLAP", "SYNC"})
  void aNodeThatIsAlwaysUpShowsNothing(Scenario scenario) {
    assertThat(findings(scenario, "up")).containsExactly("the third node was never left out");
  }

  @ParameterizedTest
  @CsvSource({"LAG,lagging", "LIAR,ahead", "FLAP,down", "SYNC,syncing", "STALL,down"})
  void aNodeThatStaysAwayWasNotTakenBack(Scenario scenario, String state) {
    assertThat(findings(scenario, "up", state))
        .containsExactly("the third node was not taken back");
  }

  @Test
  void aDemoThatWasCutShortIsJudgedByTheHarmAlone() {
    var callers = new Callers(3, 1, 0, 0, 0, List.of("why"));
    assertThat(Judge.harm(evidence(callers, 0, 0, "up"))).containsExactly("1 of 3 reads failed");
    assertThat(Judge.harm(evidence(CONTENT, 0, 0, "down"))).isEmpty();
  }

  @Test
  void aDemoWithoutReadsShowsNothing() {
    var callers = new Callers(0, 0, 0, 0, 0, List.of());
    assertThat(Judge.findings(Scenario.HALT, evidence(callers, 1, 0, "up")))
        .containsExactly("no read was sent");
  }

  private static List<String> findings(Scenario scenario, String... states) {
    return Judge.findings(scenario, evidence(CONTENT, 10, 0, states));
  }

  private static Evidence evidence(Callers callers, long hits, long doubled, String... states) {
    return new Evidence(callers, hits, doubled, third(states), List.of());
  }

  private static List<NodeFate> third(String... states) {
    var steady = new NodeFate("steady", 1, List.of("up"), 10, 0);
    return List.of(steady, steady, new NodeFate("third", 1, List.of(states), 10, 0));
  }
}

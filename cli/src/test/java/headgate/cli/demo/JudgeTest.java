package headgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.cli.demo.DemoReport.Callers;
import headgate.cli.demo.DemoReport.NodeFate;
import headgate.cli.demo.DemoReport.Reads;
import headgate.cli.demo.DemoReport.Writes;
import headgate.cli.demo.Judge.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
  private static final Callers CONTENT = callers(100, 0, 5, 0);

  private static Callers callers(long reads, long failed, long acknowledged, long unknown) {
    var writes = new Writes(acknowledged + unknown, 0, acknowledged, unknown, 0);
    return new Callers(new Reads(reads, failed, 0), writes, List.of());
  }

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
    var callers = callers(100, 0, 3, 2);
    assertThat(Judge.findings(Scenario.HALT, evidence(callers, 10, 0, "up"))).isEmpty();
  }

  @Test
  void everyFailureIsFound() {
    var callers = callers(100, 2, 5, 0);
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
  void aHeightThatWentBackIsFound() {
    var callers = new Callers(new Reads(100, 0, 2), new Writes(0, 0, 0, 0, 0), List.of());
    assertThat(Judge.harm(evidence(callers, 10, 0, "up")))
        .containsExactly("2 answers went back behind a height that had been told");
  }

  private static List<String> ended(Writes writes, String... states) {
    var callers = new Callers(new Reads(100, 0, 0), writes, List.of());
    return Judge.findings(Scenario.FREEZE, evidence(callers, 10, 0, states));
  }

  @Test
  void whereTheChainHasEndedEveryWriteAndWaitIsToldSo() {
    assertThat(ended(new Writes(5, 4, 0, 0, 9), "wrong-network")).isEmpty();
    assertThat(ended(new Writes(5, 4, 0, 0, 8), "wrong-network"))
        .containsExactly("1 of 9 writes and waits were not told the end");
    assertThat(ended(new Writes(5, 4, 1, 0, 8), "wrong-network"))
        .containsExactly(
            "1 writes were acknowledged after the chain's end",
            "1 of 9 writes and waits were not told the end");
    assertThat(ended(new Writes(5, 0, 0, 0, 5), "wrong-network"))
        .containsExactly("no write or no wait was sent");
  }

  @Test
  void whereTheChainHasEndedANodeWithAnotherLastBlockIsNeverUsed() {
    assertThat(ended(new Writes(5, 4, 0, 0, 9), "down", "up", "wrong-network"))
        .containsExactly("the third node was used");
  }

  @Test
  void aDemoThatWasCutShortIsJudgedByTheHarmAlone() {
    var callers = callers(3, 1, 0, 0);
    assertThat(Judge.harm(evidence(callers, 0, 0, "up"))).containsExactly("1 of 3 reads failed");
    assertThat(Judge.harm(evidence(CONTENT, 0, 0, "down"))).isEmpty();
  }

  @Test
  void aDemoWithoutReadsShowsNothing() {
    var callers = callers(0, 0, 0, 0);
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

package headgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.cli.demo.DemoReport.Callers;
import headgate.cli.demo.DemoReport.NodeFate;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Callers CONTENT = new Callers(100, 0, 5, 5, 0, List.of());

  @Test
  void allIsWell() {
    assertThat(Judge.findings(Scenario.LAG, CONTENT, 10, 0, third("up", "lagging", "up")))
        .isEmpty();
    assertThat(Judge.findings(Scenario.HALT, CONTENT, 10, 0, third("up"))).isEmpty();
  }

  @Test
  void aWriteWhoseAnswerWasLostIsNoFailure() {
    var callers = new Callers(100, 0, 5, 3, 2, List.of());
    assertThat(Judge.findings(Scenario.HALT, callers, 10, 0, third("up"))).isEmpty();
  }

  @Test
  void everyFailureIsFound() {
    var callers = new Callers(100, 2, 5, 5, 0, List.of("why"));
    assertThat(Judge.findings(Scenario.LAG, callers, 0, 1, third("up", "down")))
        .containsExactly(
            "2 of 100 reads failed",
            "no call was answered from the cache",
            "1 writes reached nodes more than once",
            "the lagging node was never left out");
  }

  @Test
  void aDemoWithoutReadsShowsNothing() {
    var callers = new Callers(0, 0, 0, 0, 0, List.of());
    assertThat(Judge.findings(Scenario.HALT, callers, 1, 0, third("up")))
        .containsExactly("no read was sent");
  }

  private static List<NodeFate> third(String... states) {
    var steady = new NodeFate("steady", 1, List.of("up"), 10, 0);
    return List.of(steady, steady, new NodeFate("third", 1, List.of(states), 10, 0));
  }
}

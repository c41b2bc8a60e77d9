package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.cli.talk.Lifetime;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DemoCommandTest {
  private final CommandLineHarness headgate = new CommandLineHarness(Path.of(""));

  @Test
  void aLaggingAndAFlakyNodeCostNobodyARead() {
    var code = headgate.run("demo", "--seconds", "3", "--seed", "42", "-o", "json");
    var report = JsonMapper.shared().readTree(headgate.out());
    assertThat(report.path("findings")).as(headgate.out() + headgate.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(report.path("passed").asBoolean()).isTrue();
    assertThat(report.path("seed").asLong()).isEqualTo(42);
    assertThat(report.path("reads").path("failed").asLong()).isZero();
    // Three seconds of the plan; how long they take is the machine's affair.
    assertThat(report.path("reads").path("sent").asLong()).isGreaterThan(600);
    assertThat(report.path("reads").path("heightsBack").asLong()).isZero();
    assertThat(report.path("reads").path("hits").asLong()).isPositive();
    assertThat(report.path("writes").path("sent").asLong()).isEqualTo(6);
    assertThat(report.path("writes").path("doubled").asLong()).isZero();
    assertThat(report.path("nodes").path(2).path("states").toString()).contains("\"lagging\"");
    // How often the flaky node is asked, and so how often a fault strikes, is the machine's affair.
    assertThat(report.path("faults").isObject()).isTrue();
    assertThat(report.path("retries").isIntegralNumber()).isTrue();
    assertThat(headgate.err()).contains("curl -s http://127.0.0.1:").contains(" s  ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"liar", "flap", "sync"})
  void aNodeThatLiesFlapsOrCatchesUpIsLeftOutAndTakenBack(String scenario) {
    var code = headgate.run("demo", "--seconds", "6", "--seed", "7", "--scenario", scenario);
    assertThat(headgate.out())
        .as(headgate.out() + headgate.err())
        .contains("passed: no read failed", " injected", "retried ");
    assertThat(code).isZero();
  }

  @Test
  void aChainThatHasEndedIsReadForEverAndNotWrittenTo() {
    var code = headgate.run("demo", "--seconds", "3", "--scenario", "freeze", "-o", "json");
    var report = JsonMapper.shared().readTree(headgate.out());
    assertThat(report.path("findings")).as(headgate.out() + headgate.err()).isEmpty();
    assertThat(code).isZero();
    var writes = report.path("writes");
    assertThat(writes.path("waits").asLong()).isPositive();
    assertThat(writes.path("endsTold").asLong())
        .isEqualTo(writes.path("sent").asLong() + writes.path("waits").asLong());
    assertThat(report.path("nodes").path(2).path("states").toString()).doesNotContain("\"up\"");
  }

  @Test
  void aDemoThatIsToldToStopSaysHowFarItCame() {
    headgate.lifetime(new CutShort());
    assertThat(headgate.run("demo", "--seconds", "600")).isEqualTo(130);
    assertThat(headgate.out())
        .contains("reads   ", "failed 0,", "cut short: until then no read had failed");
  }

  /** Tells the command to stop as soon as it has begun. */
  private static final class CutShort implements Lifetime {
    @Override
    public void holdUntilStopped(Runnable ready, Runnable stop) {
      throw new AssertionError("a demo ends by itself");
    }

    @Override
    public Span span(Runnable cutShort) {
      cutShort.run();
      return () -> {};
    }
  }

  @Test
  void aPersonWhoWatchesSeesTablesThatAreRedrawn() {
    assertThat(headgate.interactive().run("demo", "--seconds", "2", "--scenario", "halt")).isZero();
    assertThat(headgate.err())
        .contains("METHOD ", "NODE ", "calm ", "A\u001b[J")
        .contains("the chain halts", "the chain goes on");
    assertThat(headgate.out()).contains("passed: no read failed");
  }

  @Test
  void whereEveryNodeRefusesTheDemoFails() {
    assertThat(headgate.run("demo", "--seconds", "1", "--scenario", "refuse")).isEqualTo(1);
    assertThat(headgate.out())
        .contains("FAILED: ", " reads failed", "no call was answered from the cache")
        .doesNotContain("passed");
  }
}

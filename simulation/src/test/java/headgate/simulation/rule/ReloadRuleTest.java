package headgate.simulation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.reload.ReloadOutcome;
import headgate.simulation.chain.Chain;
import headgate.simulation.machine.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule about a reload is broken by what it forbids. */
class ReloadRuleTest {
  private static final ReloadOutcome REFUSED = new ReloadOutcome.Refused(List.of("no"));

  private final Agenda agenda = new Agenda();
  private final Verdict verdict = new Verdict();
  private final Terms first = new Terms("first", true, 1 << 20, 100, List.of());
  private final ReloadRule rule =
      new ReloadRule(
          new Landscape(
              agenda,
              Chain.grown(0, "0x2", 1, Instant.EPOCH, Duration.ofSeconds(2)),
              List.of(),
              new Skies(),
              new Editions(agenda, first),
              true,
              false),
          verdict,
          first);

  @Test
  void aChangeThatNeedsARestartIsRefused() {
    rule.ordered(first, false);
    rule.ended(REFUSED);
    assertThat(verdict.first()).isNull();
    rule.ordered(first, false);
    rule.ended(new ReloadOutcome.Unchanged());

    assertThat(verdict.first()).contains("what cannot be reloaded is refused");
  }

  @Test
  void aReloadBesideAnotherOneIsNotMade() {
    rule.beside(REFUSED);
    assertThat(verdict.first()).isNull();
    rule.beside(new ReloadOutcome.Unchanged());

    assertThat(verdict.first()).contains("two reloads");
  }

  @Test
  void aReloadThatDoesNotEndIsNoticed() {
    rule.late(false);
    assertThat(verdict.first()).isNull();
    rule.late(true);

    assertThat(verdict.first()).contains("a reload ends");
  }
}

package headgate.simulation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.operate.DrainConfig;
import headgate.simulation.caller.Question;
import headgate.simulation.caller.Request;
import headgate.simulation.caller.Response;
import headgate.simulation.chain.Chain;
import headgate.simulation.machine.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each rule about a leave is broken by what it forbids, and by nothing else. */
class DrainRuleTest {
  private static final DrainConfig TERMS =
      new DrainConfig(Duration.ofSeconds(3), Duration.ofSeconds(10));

  private final Agenda agenda = new Agenda();
  private final Verdict verdict = new Verdict();
  private final Skies skies = new Skies();
  private final DrainRule rule = new DrainRule(landscape(), verdict);

  private Landscape landscape() {
    return new Landscape(
        agenda,
        Chain.grown(0, "0x2", 1, Instant.EPOCH, Duration.ofSeconds(2)),
        List.of(),
        skies,
        new Editions(agenda, new Terms("first", true, 1 << 20, 100, List.of())),
        true,
        false);
  }

  private Request asked() {
    var call = new Request.Call("1", new Question.Supply());
    return new Request(1, "caller", List.of(call), false, -1, agenda.nanos(), -1);
  }

  private void pass(Duration time) {
    agenda.runUntil(agenda.nanos() + time.toNanos(), () -> true);
  }

  @Test
  void whoIsRefusedBeforeTheNoticeIsOverIsNoticed() {
    rule.begun(TERMS);
    pass(Duration.ofSeconds(4));
    rule.refused(asked());
    assertThat(verdict.first()).isNull();
    rule.begun(TERMS);
    pass(Duration.ofSeconds(2));
    rule.refused(asked());

    assertThat(verdict.first()).contains("until the notice is over");
  }

  @Test
  void aConnectionThatEndsBeforeARequestHasComeIsAllRightOnlyInALeave() {
    rule.begun(TERMS);
    rule.unread(asked());
    assertThat(verdict.first()).isNull();
    var staying = new DrainRule(landscape(), verdict);
    staying.unread(asked());

    assertThat(verdict.first()).contains("every id");
  }

  @Test
  void anAnswerThatIsNotTheLastOfItsConnectionIsNoticed() {
    pass(Duration.ofMinutes(1));
    rule.begun(TERMS);
    pass(Duration.ofSeconds(1));
    rule.answered(asked(), new Response(200, Map.of("connection", "close"), "{}"));
    assertThat(verdict.first()).isNull();
    rule.answered(asked(), new Response(200, Map.of(), "{}"));

    assertThat(verdict.first()).contains("last");
  }

  @Test
  void whatIsHalfReadAtTheLastCallIsToldToComeAgainUnderNoId() {
    var told =
        new Response(
            503,
            Map.of("connection", "close"),
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32092,\"message\":\"no\"},\"id\":null}");
    var request = asked();
    rule.begun(TERMS);
    assertThat(rule.turnedAway(request, told)).as("before the last call").isFalse();
    rule.lastCall();
    assertThat(rule.turnedAway(request, told)).isTrue();
    pass(Duration.ofSeconds(1));

    assertThat(rule.turnedAway(asked(), told)).as("asked after it").isFalse();
  }

  @Test
  void whoIsCutOffIsNoticedUnlessALoopStoodStill() {
    rule.begun(TERMS);
    skies.disturbed(agenda.nanos());
    rule.over(1);
    assertThat(verdict.first()).isNull();
    pass(Duration.ofMinutes(1));
    rule.begun(TERMS);
    rule.over(1);

    assertThat(verdict.first()).contains("cut off");
  }

  @Test
  void aLeaveThatDoesNotEndIsNoticed() {
    rule.begun(TERMS);
    rule.late();

    assertThat(verdict.first()).contains("it is not");
  }
}

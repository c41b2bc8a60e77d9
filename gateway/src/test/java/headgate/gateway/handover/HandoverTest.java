package headgate.gateway.handover;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.netty.local.LocalLine;
import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The old process's side, on virtual time: whatever the other one does, somebody accepts. */
class HandoverTest {
  private final ManualLoop loop = new ManualLoop();
  private final List<String> steps = new ArrayList<>();
  private final List<Runnable> portsClosed = new ArrayList<>();
  private Handover handover = begun();

  private final class House implements HandoverDoor.House {
    @Override
    public int socket() {
      return 7;
    }

    @Override
    public void accepting(boolean now) {
      steps.add(now ? "accepts" : "accepts nobody");
    }

    @Override
    public List<Inheritance> left() {
      return List.of(
          new Inheritance("main", 100, "0x1", true, List.of("a", "b")),
          new Inheritance("test", -1, null, false, List.of()));
    }

    @Override
    public void handedOver(Runnable closed) {
      steps.add("handed over");
      portsClosed.add(closed);
    }
  }

  private final class Line implements LocalLine {
    @Override
    public void say(String line) {
      steps.add(line);
    }

    @Override
    public void pass(int descriptor) {
      steps.add("socket " + descriptor);
    }

    @Override
    public void close() {
      steps.add("closed");
    }
  }

  private Handover begun() {
    return new Handover(new House(), loop, new Line(), () -> steps.add("failed"));
  }

  @BeforeEach
  void hasGivenTheSocket() {
    assertThat(steps).containsExactly("socket 7");
    steps.clear();
  }

  private void take() {
    handover.line("take 1");
    assertThat(steps)
        .containsExactly(
            "accepts nobody",
            "network 100 0x1 up main",
            "drained main a",
            "drained main b",
            "network -1 - down test",
            "yours");
    steps.clear();
  }

  @Test
  void whoeverHasTheCallersSaysSoAndIsToldThatThePortsAreClosed() {
    loop.advance(Duration.ofSeconds(20));
    take();
    loop.advance(Handover.PAUSE_MAX.minusMillis(1));
    handover.line("taken");
    assertThat(steps).containsExactly("gone", "handed over");
    portsClosed.getFirst().run();
    handover.closed();
    loop.advance(Duration.ofHours(1));
    assertThat(steps).containsExactly("gone", "handed over", "closed");
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void whoeverIsNotReadyInTimeIsSentAwayAndNothingHasChanged() {
    loop.advance(Handover.PREPARING_MAX.minusMillis(1));
    assertThat(steps).isEmpty();
    loop.advance(Duration.ofMillis(1));
    assertThat(steps).containsExactly("closed", "failed");
  }

  @Test
  void whoeverGoesWhilePreparingHasChangedNothing() {
    handover.closed();
    assertThat(steps).containsExactly("closed", "failed");
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void callersAreAcceptedAgainWhereTheOtherOneGoes() {
    take();
    handover.closed();
    assertThat(steps).containsExactly("accepts", "closed", "failed");
  }

  @Test
  void callersAreAcceptedAgainWhereTheOtherOneIsTooSlow() {
    take();
    loop.advance(Handover.PAUSE_MAX);
    assertThat(steps).containsExactly("accepts", "closed", "failed");
    handover.closed();
    assertThat(steps).hasSize(3);
  }

  @Test
  void aWordThatIsHeardTooLateSinceThisProcessStoodStillCountsForNothing() {
    take();
    loop.stall(Handover.PAUSE_MAX);
    handover.line("taken");
    assertThat(steps).containsExactly("accepts", "closed", "failed");
  }

  @Test
  void callersAreAcceptedAgainWhereTheOtherOneSaysWhatIsNotUnderstood() {
    take();
    handover.line("take 1");
    assertThat(steps).containsExactly("accepts", "closed", "failed");
  }

  @Test
  void anotherVersionOfTheWordsIsSentAway() {
    handover.line("take 2");
    assertThat(steps).containsExactly("closed", "failed");
  }

  @Test
  void nothingIsTakenThatWasNotAskedFor() {
    handover.line("taken");
    assertThat(steps).containsExactly("closed", "failed");
  }
}

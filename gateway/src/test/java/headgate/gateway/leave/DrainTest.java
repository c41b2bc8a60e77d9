package headgate.gateway.leave;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.operate.DrainConfig;
import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The steps of a leave, on virtual time. */
class DrainTest {
  private static final DrainConfig TERMS =
      new DrainConfig(Duration.ofSeconds(3), Duration.ofSeconds(25));

  private final ManualLoop loop = new ManualLoop();
  private final List<String> steps = new ArrayList<>();
  private int connections;
  private int streamsEnded;
  private int calls;

  private final class House implements Drain.House {
    private void step(String what) {
      steps.add(what + "@" + loop.elapsed().toMillis());
    }

    @Override
    public void announce() {
      step("announce");
    }

    @Override
    public void closeDoor() {
      step("close");
    }

    @Override
    public void endStreams() {
      streamsEnded++;
      if (streamsEnded == 1) {
        step("streams");
      }
    }

    @Override
    public void endIdle() {
      if (steps.stream().noneMatch(step -> step.startsWith("idle"))) {
        step("idle");
      }
    }

    @Override
    public void lastCall() {
      step("last call");
    }

    @Override
    public int connections() {
      return connections;
    }

    @Override
    public int calls() {
      return calls;
    }
  }

  private void begin(Drain.Door door) {
    new Drain(
            loop,
            TERMS,
            new House(),
            left -> steps.add("end of " + left + "@" + loop.elapsed().toMillis()))
        .begin(door);
  }

  @Test
  void withoutCallersItEndsWithItsNotice() {
    begin(Drain.Door.OPEN);
    loop.advance(Duration.ofMinutes(1));

    assertThat(steps)
        .containsExactly("announce@0", "close@3000", "streams@3000", "idle@3000", "end of 0@3000");
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void itEndsSoonAfterTheLastConnection() {
    connections = 2;
    begin(Drain.Door.OPEN);
    loop.advance(Duration.ofMillis(7_010));
    assertThat(steps).last().isEqualTo("idle@3000");
    connections = 0;
    loop.advance(Duration.ofMinutes(1));

    assertThat(steps).last().isEqualTo("end of 0@7050");
  }

  @Test
  void aStreamThatBeginsAfterTheNoticeIsEndedToo() {
    connections = 1;
    begin(Drain.Door.OPEN);
    loop.advance(Duration.ofSeconds(4));
    var ended = streamsEnded;
    loop.advance(Duration.ofMillis(50));

    assertThat(streamsEnded).isEqualTo(ended + 1);
  }

  @Test
  void aCallWhoseCallerIsGoneIsWaitedFor() {
    calls = 1;
    begin(Drain.Door.OPEN);
    loop.advance(Duration.ofSeconds(10));
    assertThat(steps).last().isEqualTo("idle@3000");
    calls = 0;
    loop.advance(Duration.ofMinutes(1));

    assertThat(steps).last().isEqualTo("end of 0@10050");
  }

  @Test
  void callsWithoutCallersHoldNothingUpAfterTheLastCall() {
    calls = 1;
    begin(Drain.Door.OPEN);
    loop.advance(Duration.ofMinutes(1));

    assertThat(steps).endsWith("last call@23000", "end of 0@23000");
  }

  @Test
  void whoStaysIsCalledTwoSecondsBeforeTheDeadlineAndThenLeft() {
    connections = 1;
    begin(Drain.Door.OPEN);
    loop.advance(Duration.ofMinutes(1));

    assertThat(steps).endsWith("last call@23000", "end of 1@25000");
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void aDoorInWhichAnotherProcessStandsIsLeftAtOnceAndConnectionsWithTheNotice() {
    connections = 1;
    begin(Drain.Door.HANDED_OVER);
    assertThat(steps).containsExactly("announce@0", "close@0");
    loop.advance(Duration.ofSeconds(3));

    assertThat(steps).endsWith("streams@3000", "idle@3000");
  }

  @Test
  void aShortDrainStillHasTimeForItsLastCall() {
    var brief = new DrainConfig(Duration.ZERO, Duration.ofSeconds(1));

    assertThat(brief.lastCall()).isEqualTo(Duration.ofMillis(500));
    assertThat(TERMS.lastCall()).isEqualTo(Duration.ofSeconds(23));
  }
}

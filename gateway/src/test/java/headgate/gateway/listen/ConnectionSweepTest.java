package headgate.gateway.listen;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionSweepTest {
  private final ManualLoop loop = new ManualLoop();
  private final ConnectionSweep sweep = new ConnectionSweep(loop);
  private final List<String> ended = new ArrayList<>();

  private final class Connection implements ConnectionSweep.Swept {
    private final String name;
    private long deadlineNanos;

    Connection(String name, Duration deadline) {
      this.name = name;
      deadlineNanos = loop.clock().nanos() + deadline.toNanos();
    }

    @Override
    public long deadlineNanos() {
      return deadlineNanos;
    }

    @Override
    public boolean idle() {
      return false;
    }

    @Override
    public void lastCall() {
      ended.add(name + " was called");
    }

    @Override
    public void overdue() {
      ended.add(name + "@" + loop.elapsed().toMillis());
      sweep.remove(this);
    }
  }

  @Test
  void whatIsOverdueIsEndedWithinAQuarterOfASecond() {
    sweep.add(new Connection("early", Duration.ofMillis(300)));
    sweep.add(new Connection("late", Duration.ofMillis(3_001)));
    sweep.start();
    loop.advance(Duration.ofSeconds(10));

    assertThat(ended).containsExactly("early@500", "late@3250");
  }

  @Test
  void aDeadlineThatIsMovedCountsAsItIsThen() {
    var moved = new Connection("moved", Duration.ofSeconds(1));
    sweep.add(moved);
    sweep.start();
    loop.advance(Duration.ofMillis(900));
    moved.deadlineNanos += Duration.ofSeconds(2).toNanos();
    loop.advance(Duration.ofSeconds(2));
    assertThat(ended).isEmpty();
    loop.advance(Duration.ofMillis(100));

    assertThat(ended).containsExactly("moved@3000");
  }

  @Test
  void whatWasRemovedIsLeftAlone() {
    var gone = new Connection("gone", Duration.ofSeconds(1));
    sweep.add(gone);
    sweep.start();
    sweep.remove(gone);
    loop.advance(Duration.ofSeconds(5));

    assertThat(ended).isEmpty();
  }

  @Test
  void aDeadlineBeyondTheWrapOfTheScaleIsStillAhead() {
    // The clock of the tests wraps after two seconds.
    var beyond = new Connection("beyond", Duration.ofSeconds(4));
    sweep.add(beyond);
    sweep.start();
    loop.advance(Duration.ofMillis(3_900));
    assertThat(ended).isEmpty();
    loop.advance(Duration.ofMillis(100));

    assertThat(beyond.deadlineNanos()).isNegative();
    assertThat(ended).containsExactly("beyond@4000");
  }
}

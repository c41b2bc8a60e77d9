package headgate.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final long SECOND = 1_000_000_000;

  private final Ladder ladder = new Ladder();
  private int now;

  /** The strain asks for a rung for some seconds; returns the seconds at which it changed. */
  private List<Integer> ask(int seconds, IntFunction<Rung> wanted) {
    var changes = new ArrayList<Integer>();
    for (var second = 0; second < seconds; second++) {
      if (ladder.asks(wanted.apply(second), now * SECOND)) {
        changes.add(second);
      }
      now++;
    }
    return changes;
  }

  @Test
  void aMomentOfStrainIsNoReasonToClimb() {
    assertThat(ask(100, second -> second % 3 == 0 ? Rung.VALIDATORS : Rung.NORMAL)).isEmpty();
  }

  @Test
  void itClimbsOneRungAtATime() {
    assertThat(ask(9, _ -> Rung.VALIDATORS)).containsExactly(2, 4, 6, 8);
    assertThat(ladder.rung()).isEqualTo(Rung.VALIDATORS);
  }

  @Test
  void itComesBackOneRungAtATime() {
    ask(5, _ -> Rung.CACHED);

    assertThat(ask(60, _ -> Rung.NORMAL)).containsExactly(10, 20);
    assertThat(ladder.rung()).isEqualTo(Rung.NORMAL);
  }

  /** An overload that shows whenever everything is served again. */
  @Test
  void whereItCameBackTooEarlyItWaitsTwiceAsLongEachTime() {
    var changes = ask(1_000, _ -> ladder.rung() == Rung.NORMAL ? Rung.NO_BULK : Rung.NORMAL);

    assertThat(changes).startsWith(2, 13, 16, 37, 40, 81, 84, 165, 168, 289, 292, 413);
  }

  @Test
  void aLongQuietTimeForgivesThat() {
    ask(100, _ -> ladder.rung() == Rung.NORMAL ? Rung.NO_BULK : Rung.NORMAL);
    ask(600, _ -> Rung.NORMAL);

    var changes = ask(20, second -> second < 3 ? Rung.NO_BULK : Rung.NORMAL);

    assertThat(changes).containsExactly(2, 13);
  }

  @Test
  void theRungsAreInOrder() {
    for (var rung : Rung.values()) {
      assertThat(rung.next().before()).isEqualTo(rung == Rung.VALIDATORS ? Rung.IMMUTABLE : rung);
      assertThat(rung.next()).isGreaterThanOrEqualTo(rung);
    }
  }

  @Test
  void eachRungServesLessThanTheOneBefore() {
    for (var rung : Rung.values()) {
      for (var priority : Priority.values()) {
        for (var immutable : new boolean[] {true, false}) {
          if (rung.next().serves(priority, immutable)) {
            assertThat(rung.serves(priority, immutable)).isTrue();
          }
        }
      }
      assertThat(rung.serves(Priority.VALIDATOR_WRITE, false)).isTrue();
    }
    assertThat(Rung.VALIDATORS.serves(Priority.WRITE, false)).isFalse();
    assertThat(Rung.IMMUTABLE.serves(Priority.WRITE, false)).isTrue();
    assertThat(Rung.IMMUTABLE.serves(Priority.CACHED_READ, false)).isFalse();
    assertThat(Rung.IMMUTABLE.serves(Priority.CACHED_READ, true)).isTrue();
  }
}

package headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns(2);
  private final List<String> ran = new ArrayList<>();

  private final ArrayDeque<Turns.Turn> running = new ArrayDeque<>();

  private void take(String name) {
    turns.take(turn -> {
      ran.add(name);
      running.add(turn);
    });
  }

  private void endFirst() {
    running.remove().giveBack();
  }

  @Test
  void asManyRunAtOnceAsThereAreTurnsAndTheOthersInOrder() {
    take("a");
    take("b");
    take("c");
    take("d");
    assertThat(ran).containsExactly("a", "b");
    endFirst();
    assertThat(ran).containsExactly("a", "b", "c");
    endFirst();

    assertThat(ran).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aTurnThatNobodyWaitedForIsThereForTheNext() {
    take("a");
    take("b");
    endFirst();
    endFirst();
    take("c");
    take("d");
    take("e");

    assertThat(ran).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aTaskThatEndsAtOnceGivesItsTurnToTheNext() {
    for (var index = 0; index < 1_000; index++) {
      var name = "t" + index;
      turns.take(turn -> {
        ran.add(name);
        turn.giveBack();
      });
    }

    assertThat(ran).hasSize(1_000).startsWith("t0", "t1").endsWith("t999");
  }

  @Test
  void aHundredThatWaitAndEndAtOnceRunInOrder() {
    take("a");
    take("b");
    for (var index = 0; index < 100; index++) {
      var name = "t" + index;
      turns.take(turn -> {
        ran.add(name);
        turn.giveBack();
      });
    }
    endFirst();

    assertThat(ran).hasSize(102).startsWith("a", "b", "t0", "t1").endsWith("t99");
    endFirst();
    take("c");
    take("d");
    take("e");
    assertThat(ran).endsWith("t99", "c", "d");
  }

  @Test
  void aTurnIsGivenBackOnce() {
    take("a");
    take("b");
    take("c");
    take("d");
    var first = running.element();
    first.giveBack();
    first.giveBack();

    assertThat(ran).containsExactly("a", "b", "c");
  }
}

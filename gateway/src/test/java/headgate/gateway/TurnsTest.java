package headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns(2);
  private final List<String> ran = new ArrayList<>();

  private void take(String name) {
    turns.take(() -> ran.add(name));
  }

  @Test
  void asManyRunAtOnceAsThereAreTurnsAndTheOthersInOrder() {
    take("a");
    take("b");
    take("c");
    take("d");
    assertThat(ran).containsExactly("a", "b");
    turns.giveBack();
    assertThat(ran).containsExactly("a", "b", "c");
    turns.giveBack();

    assertThat(ran).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aTurnThatNobodyWaitedForIsThereForTheNext() {
    take("a");
    take("b");
    turns.giveBack();
    turns.giveBack();
    take("c");
    take("d");
    take("e");

    assertThat(ran).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aTaskThatEndsAtOnceGivesItsTurnToTheNext() {
    for (var index = 0; index < 1_000; index++) {
      var name = "t" + index;
      turns.take(() -> {
        ran.add(name);
        turns.giveBack();
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
      turns.take(() -> {
        ran.add(name);
        turns.giveBack();
      });
    }
    turns.giveBack();

    assertThat(ran).hasSize(102).startsWith("a", "b", "t0", "t1").endsWith("t99");
    turns.giveBack();
    take("c");
    take("d");
    take("e");
    assertThat(ran).endsWith("t99", "c", "d");
  }
}

package headgate.simulation.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private final Agenda agenda = new Agenda();
  private final List<String> happened = new ArrayList<>();

  private void after(long millis, String what) {
    agenda.after(Duration.ofMillis(millis), () -> happened.add(what + agenda.elapsed().toMillis()));
  }

  @Test
  void whatIsDueFirstHappensFirstAndAtItsTime() {
    after(20, "b");
    after(10, "a");
    after(20, "c");
    agenda.runUntil(agenda.nanos() + Duration.ofMillis(20).toNanos(), () -> true);

    assertThat(happened).containsExactly("a10", "b20", "c20");
  }

  @Test
  void whatIsDueLaterWaits() {
    after(30, "later");
    agenda.runUntil(agenda.nanos() + Duration.ofMillis(20).toNanos(), () -> true);

    assertThat(happened).isEmpty();
    assertThat(agenda.elapsed()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void nothingHappensAnyMoreOnceSomethingIsWrong() {
    after(10, "a");
    after(11, "b");
    agenda.runUntil(agenda.nanos() + Duration.ofMillis(20).toNanos(), happened::isEmpty);

    assertThat(happened).containsExactly("a10");
  }
}

package headgate.acceptance.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {
  @Test
  void returnsTheFirstValueThatIsAccepted() {
    var calls = new AtomicInteger();

    assertThat(Eventually.value("a third call", calls::incrementAndGet, n -> n >= 3)).isEqualTo(3);
  }

  @Test
  void saysWhatItSawLast() {
    assertThatThrownBy(
            () -> Eventually.value("a wonder", Duration.ofMillis(20), () -> 7, n -> n == 8))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a wonder")
        .hasMessageContaining("last seen: 7");
  }

  @Test
  void anExceptionIsNotTheEndBeforeTheDeadline() {
    var calls = new AtomicInteger();

    Eventually.holds(
        "no exception any more",
        () -> {
          if (calls.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
          return true;
        });

    assertThat(calls).hasValue(3);
  }
}

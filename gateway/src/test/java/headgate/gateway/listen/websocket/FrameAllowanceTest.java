package headgate.gateway.listen.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameAllowanceTest {
  private static final long SECOND = 1_000_000_000L;

  private final FrameAllowance allowance = new FrameAllowance(-SECOND);

  private long admitted(int frames, long atNanos) {
    return IntStream.range(0, frames).filter(_ -> allowance.admits(atNanos)).count();
  }

  @Test
  void aThousandFramesMayComeAtOnce() {
    assertThat(admitted(1_000, -SECOND)).isEqualTo(1_000);
    assertThat(allowance.admits(-SECOND)).isFalse();
  }

  @Test
  void aHundredFramesMayComeEachSecondForEver() {
    for (var second = 0; second < 10_000; second++) {
      assertThat(admitted(100, second * SECOND)).isEqualTo(100);
    }
  }

  @Test
  void patienceSavesNoMoreThanAThousand() {
    assertThat(admitted(1_000, 3_600 * SECOND)).isEqualTo(1_000);
    assertThat(allowance.admits(3_600 * SECOND)).isFalse();
  }
}

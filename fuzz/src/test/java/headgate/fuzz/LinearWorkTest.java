package headgate.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class LinearWorkTest {
  private static final byte[] INPUT = new byte[30];

  private static LinearWork thatTakes(LongUnaryOperator stepsOfLength) {
    return new LinearWork(input -> {
      for (var left = stepsOfLength.applyAsLong(input.length); left > 0; left--) {
        Steps.step();
      }
    });
  }

  @Test
  void aReaderThatLooksAtEachByteAFewTimesPasses() {
    assertThatCode(() -> thatTakes(length -> 20 * length).worst(INPUT)).doesNotThrowAnyException();
  }

  @Test
  void aReaderThatLooksBackOverAllBytesForEachIsCaught() {
    assertThatThrownBy(() -> thatTakes(length -> length * length / 2).worst(INPUT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("steps for");
  }

  @Test
  void theWorkOfAReaderIsANumberThatGrowsWithItsInput() {
    var target =
        new CountingLoader(LinearWorkTest.class.getClassLoader()).load(Target.FAST_SCANNER);
    // The first input also pays for the begin of each class.
    assertThat(steps(target, 10)).isPositive();
    var small = steps(target, 1_000);

    assertThat(steps(target, 1_000)).isEqualTo(small);
    assertThat(steps(target, 2_000)).isBetween(3 * small / 2, 5 * small / 2);
    assertThat(small).isGreaterThan(1_000);
  }

  private static long steps(Consumer<byte[]> target, int numbers) {
    var body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":["
            + "1,".repeat(numbers)
            + "2]}";
    return Steps.of(() -> target.accept(body.getBytes(US_ASCII)));
  }
}

package headgate.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvelopeLimitsTest {

  @Test
  void theDefaultsAreTheDocumentedOnes() {
    assertThat(EnvelopeLimits.DEFAULT).isEqualTo(new EnvelopeLimits(100, 64, 4096));
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 4", "10000, 1024, 65536"})
  void theBordersAreAllowed(int calls, int depth, int idBytes) {
    assertThat(new EnvelopeLimits(calls, depth, idBytes).depthMax()).isEqualTo(depth);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 64, 4096, batchCallsMax", "10001, 64, 4096, batchCallsMax", "100, 1, 4096, depthMax",
    "100, 1025, 4096, depthMax", "100, 64, 3, idBytesMax", "100, 64, 65537, idBytesMax"
  })
  void beyondThemTheLimitIsNamed(int calls, int depth, int idBytes, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EnvelopeLimits(calls, depth, idBytes))
        .withMessageContaining(name);
  }
}

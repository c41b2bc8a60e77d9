package headgate.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldPathsTest {

  @Test
  void theOrderOfThePathsIsKept() {
    var paths = FieldPaths.compile(List.of("height", "data.method", "to"), List.of("", "data"));
    assertThat(paths.size()).isEqualTo(3);
    assertThat(paths.wanted()).containsExactly("height", "data.method", "to");
  }

  @Test
  void aPathMayHaveEightSegments() {
    assertThat(FieldPaths.compile(List.of("1.2.3.4.5.6.7.8"), List.of()).size()).isEqualTo(1);
  }

  @Test
  void nothingMayBeWanted() {
    assertThat(FieldPaths.compile(List.of(), List.of()).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "a.", ".a", "a..b", "a\"b", "a\\u0041", "a\nb", "1.2.3.4.5.6.7.8.9"})
  void otherTextIsNoPath(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldPaths.compile(List.of(path), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldPaths.compile(List.of(), List.of(path)));
  }

  @Test
  void aPathIsWantedOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldPaths.compile(List.of("a.b", "a", "a.b"), List.of()))
        .withMessageContaining("'a.b'");
  }
}
